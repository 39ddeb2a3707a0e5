const PREFIX = /^(npm (error|warn)\s*)?(gyp ERR!\s*)?(stack\s+)?/;
const TELLING = /failed with|failed, reason|error:|not found|cannot |no such file/i;
const NOISE =
  /^$|^at |^not ok|^a complete log|^this is most likely not a problem|^(node|node-gyp) -v|^(cwd|command|system|path) /i;

/** The line of npm's standard error that says most about a failure, without npm's and node-gyp's prefixes. */
export function lastMeaningfulLine(stderr: string): string {
  const lines = stderr
    .split("\n")
    .filter((line) => !/^npm (notice|warn)/.test(line))
    .map((line) =>
      line
        .trim()
        .replace(PREFIX, "")
        .replace(/^Error: /, "")
        .trim(),
    )
    .filter((line) => !NOISE.test(line));
  return lines.findLast((line) => TELLING.test(line)) ?? lines.at(-1) ?? "no message";
}
