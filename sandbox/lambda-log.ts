import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { endMark } from "./lambda-message.ts";

/**
 * Reads one output of a child, line by line.
 * @returns a function that resolves once everything written before the end of this job was read
 */
export function readLog(output: Readable, log: (line: string) => void): (jobId: string) => Promise<void> {
  const waiting = new Map<string, () => void>();
  createInterface({ input: output }).on("line", (line) => {
    const [text = "", jobId] = line.split(endMark, 2);
    if (text !== "" || jobId === undefined) log(text);
    if (jobId !== undefined) waiting.get(jobId)?.();
  });
  return (jobId) =>
    new Promise((resolve) => {
      waiting.set(jobId, () => {
        waiting.delete(jobId);
        resolve();
      });
    });
}
