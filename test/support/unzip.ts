/** The files of a ZIP whose entries are not compressed, by name (APPNOTE 4.3.12, 4.3.16). */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const size = bytes.readUInt32LE(at + 20);
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const nameEnd = at + 46 + (name ?? 0);
    files.set(bytes.toString("utf8", at + 46, nameEnd), bytes.subarray(start, start + size));
    at = nameEnd + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}
