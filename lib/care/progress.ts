import "server-only";

/** Is told how many bytes are done, of how many. */
export type Progress = (done: number, total: number) => void;

/** Tells a person at a terminal how far it is; a file or a pipe is spared. */
export function terminalProgress(doing: string, stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return () => {};
  let shown = "";
  return (done, total) => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    const text = done >= total ? "" : `${doing} ${percent} %`;
    if (text === shown) return;
    shown = text;
    stream.write(`\r\u001b[K${text}`);
  };
}
