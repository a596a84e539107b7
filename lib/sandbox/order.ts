import "server-only";
import sharp from "sharp";
import { type ChannelId, type ChannelRules, channels } from "./channels";
import type { Order } from "./life";
import { badRequest, noChannel, Refusal, tooLarge, wrongImageSize } from "./refusals";

const bodyLimit = 32 * 1024 * 1024;
const known = ["model", "prompt", "seconds", "size", "input_reference"];

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads and checks the body of a create by the rules of its channel (UPSTREAM section 1).
 * @throws Refusal in the words and the shape of that channel.
 */
export async function readOrder(request: Request, channel: ChannelId): Promise<Order> {
  const rules = channels[channel];
  const fields = await readFields(request, channel, rules);
  const stranger = Object.keys(fields).find((name) => !known.includes(name));
  if (stranger) {
    throw badRequest(channel, stranger, `Unknown parameter: '${stranger}'.`, "unknown_parameter");
  }
  const model = requireText(channel, fields, "model");
  const offered = rules.models[model];
  if (!offered) throw new Refusal(noChannel(model, rules.group));
  const prompt = readPrompt(channel, rules, fields);
  const seconds = readChoice(channel, fields, "seconds", offered.seconds, rules.defaults.seconds);
  const size = readChoice(channel, fields, "size", offered.sizes, rules.defaults.size);
  const sent = fields.input_reference;
  const image = sent === undefined ? null : await readImage(channel, rules, sent, size);
  const priceMicros = offered.price(Number(seconds), size);
  return { channel, model, prompt, seconds: Number(seconds), size, priceMicros, image };
}

async function readFields(
  request: Request,
  channel: ChannelId,
  rules: ChannelRules,
): Promise<Fields> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!rules.bodies.includes(type)) {
    throw badRequest(channel, null, `The body must be ${rules.bodies.join(" or ")}`);
  }
  const body = await request.arrayBuffer();
  if (body.byteLength > bodyLimit) throw new Refusal(tooLarge());
  try {
    const copy = new Response(body, { headers: request.headers });
    if (type === "multipart/form-data") return Object.fromEntries(await copy.formData());
    const parsed: unknown = await copy.json();
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) {
      return { ...parsed };
    }
  } catch {
    // The parsers' own words differ from version to version: one sentence serves.
  }
  throw badRequest(channel, null, "We could not parse the body of your request.");
}

function requireText(channel: ChannelId, fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined || value === "") {
    const message = `Missing required parameter: '${name}'.`;
    throw badRequest(channel, name, message, "missing_required_parameter");
  }
  if (typeof value !== "string") {
    const message = `Invalid type for '${name}': expected a string, but got ${typeof value} instead.`;
    throw badRequest(channel, name, message, "invalid_type");
  }
  return value;
}

function readPrompt(channel: ChannelId, rules: ChannelRules, fields: Fields): string {
  const prompt = requireText(channel, fields, "prompt");
  if (prompt.trim() === "") throw badRequest(channel, "prompt", "The prompt must not be empty.");
  const length = [...prompt].length;
  if (length > rules.promptCharacters) {
    const message = `Invalid 'prompt': string too long. Expected at most ${rules.promptCharacters} characters, but got ${length}.`;
    throw badRequest(channel, "prompt", message, "string_above_max_length");
  }
  return prompt;
}

function readChoice(
  channel: ChannelId,
  fields: Fields,
  name: string,
  offered: readonly string[],
  usual: string | undefined,
): string {
  if (fields[name] === undefined && usual !== undefined) return usual;
  const value = requireText(channel, fields, name);
  if (!offered.includes(value)) {
    const values = offered.map((each) => `'${each}'`).join(", ");
    throw badRequest(channel, name, `Invalid value: '${value}'. Supported values are: ${values}.`);
  }
  return value;
}

async function readImage(
  channel: ChannelId,
  rules: ChannelRules,
  image: unknown,
  size: string,
): Promise<Uint8Array> {
  const refuse = (message: string) => badRequest(channel, "input_reference", message);
  if (!(image instanceof File)) throw refuse("'input_reference' must be a file.");
  if (image.size > rules.image.maxBytes) {
    throw refuse(`The image is too large: at most ${rules.image.maxBytes} bytes.`);
  }
  const bytes = await image.bytes();
  const facts = await sharp(bytes)
    .metadata()
    .catch(() => null);
  if (!facts || !rules.image.formats.includes(facts.format)) {
    throw refuse(`The image must be one of: ${rules.image.formats.join(", ")}.`);
  }
  if (rules.image.mustMatchSize && `${facts.width}x${facts.height}` !== size) {
    throw wrongImageSize();
  }
  return bytes;
}
