import * as z from "zod/mini";
import {
  type BalanceView,
  type BooksView,
  type BudgetView,
  type CostFilm,
  type CostFilmPage,
  caps,
  type SumsView,
} from "@/lib/costs/view";
import { taskStatuses } from "@/lib/task/status";

/** The browser's reading of the books, as lenient as `shapes.ts`: what is added is ignored. */
const sums = z.object({
  charged: z.number(),
  held: z.number(),
  uncertain: z.number(),
  released: z.number(),
}) satisfies z.ZodMiniType<SumsView>;

const days = { from: z.string(), to: z.string() };
const line = { sums, tasks: z.number() };

const books = z.object({
  range: z.object(days),
  timeZone: z.string(),
  sandbox: z.boolean(),
  unit: z.enum(["day", "month"]),
  total: z.object(line),
  spans: z.array(z.object({ ...days, ...line })),
  channels: z.array(z.object({ channel: z.string(), ...line })),
  models: z.array(z.object({ channel: z.string(), model: z.string(), ...line })),
}) satisfies z.ZodMiniType<BooksView>;

const amount = z.nullable(z.number());

const budget = z.object({
  day: z.string(),
  timeZone: z.string(),
  spentToday: sums,
  spentThisMonth: sums,
  caps: z.array(
    z.object({
      cap: z.enum(caps),
      capMicros: z.number(),
      leftMicros: z.number(),
      isWarning: z.boolean(),
    }),
  ),
  settings: z.object({
    monthMicros: amount,
    dayMicros: amount,
    warnPercent: z.number(),
    timeZone: z.string(),
  }),
  ceilingMicros: amount,
}) satisfies z.ZodMiniType<BudgetView>;

const balance = z.object({
  isOn: z.boolean(),
  now: z.nullable(z.object({ at: z.string(), balanceMicros: z.number() })),
  fault: z.nullable(z.enum(["auth", "unreachable", "unreadable"])),
  since: z.nullable(
    z.object({
      at: z.string(),
      goneMicros: z.number(),
      bookedMicros: z.number(),
      uncertainMicros: z.number(),
      differenceMicros: z.number(),
    }),
  ),
}) satisfies z.ZodMiniType<BalanceView>;

const film = z.object({
  id: z.string(),
  status: z.enum(taskStatuses),
  channel: z.string(),
  model: z.string(),
  prompt: z.string(),
  seconds: z.number(),
  size: z.string(),
  charge: z.enum(["charged", "held", "uncertain", "released"]),
  priceMicros: z.number(),
  doubtMicros: z.number(),
  heldAt: z.string(),
  isThere: z.boolean(),
}) satisfies z.ZodMiniType<CostFilm>;

const films = z.object({ films: z.array(film), nextCursor: z.nullable(z.string()) });

/** `GET /api/costs`. @throws when it cannot be understood: a part of the books would be a lie. */
export const readBooks = (body: unknown): BooksView => books.parse(body);
/** `GET /api/budget`. @throws when it cannot be understood. */
export const readBudget = (body: unknown): BudgetView => budget.parse(body);
/** `GET /api/costs/balance`. @throws when it cannot be understood. */
export const readBalance = (body: unknown): BalanceView => balance.parse(body);
/** `GET /api/costs/films`. @throws when it cannot be understood. */
export const readCostFilms = (body: unknown): CostFilmPage => films.parse(body);
