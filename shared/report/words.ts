import type { CheckResult, Outcome } from "../model/health.ts";
import type { Json } from "../model/json.ts";
import type { Finding } from "../model/parity.ts";
import type { Tone } from "./paint.ts";

export const toneOfOutcome = {
  pass: "good",
  degraded: "doubt",
  fail: "bad",
  unknown: "doubt",
} as const satisfies Record<Outcome, Tone>;

const maxShown = 60;

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** 90_500 -> "1 min 30 s" */
export function age(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** "2026-11-23T12:04:10.123Z" -> "12:04:10Z" */
export function timeOfDay(iso: string): string {
  return `${iso.slice(11, 19)}Z`;
}

/** JSON keeps a line on its line; what else a terminal would act on is taken out. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, "");
}

export function shortJson(value: Json): string {
  const text = oneLine(JSON.stringify(value));
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

/** What went wrong with a check, where, and after how much of its time. */
export function problemText(result: CheckResult): string {
  const spent = `after ${result.durationMs} ms of ${result.budgetMs}`;
  if (result.outcome === "pass") return spent;
  const { step, message } = result.problem;
  const more = result.leaks
    .filter(({ message: leak }) => leak !== message)
    .map((leak) => `; ${leak.message}`);
  return `${step ? `in "${step}": ` : ""}${message}${more.join("")}  ${spent}`;
}

/** How much is shown before the first difference of two long values. */
const lead = 20;

/** Two values, each as short as may be, with the place in them where they begin to differ. */
function sides(here: Json | undefined, there: Json | undefined): readonly [string, string] {
  const texts = [here, there].map((value) =>
    value === undefined ? "(none)" : oneLine(JSON.stringify(value)),
  );
  const [ours = "", theirs = ""] = texts;
  const differing = [...ours].findIndex((letter, index) => letter !== theirs[index]);
  const from = Math.max(0, differing - lead);
  const cut = (text: string) => {
    if (text.length <= maxShown) return text;
    const part = text.slice(from, from + maxShown);
    return `${from > 0 ? "…" : ""}${part}${from + maxShown < text.length ? "…" : ""}`;
  };
  return [cut(ours), cut(theirs)];
}

/** A fact with one value needs no name for it. */
const label = (aspect: string) => (aspect === "value" ? "" : `${aspect}: `);

/** What differs, in the words of whoever has to mend it. */
export function findingText(finding: Finding): string {
  const { state, aspect, here, there, baseline, elsewhere = [] } = finding;
  const hidden = here === undefined && there === undefined;
  const [ours, theirs] = hidden ? ["(not shown)", "(not shown)"] : sides(here, there);
  switch (state) {
    case "missing":
      return `missing  (${baseline} has it)`;
    case "extra":
      return `extra  (${baseline} does not have it)`;
    case "points-elsewhere":
      return `${label(aspect)}points at ${elsewhere.join(" and ")}: ${ours}  (${baseline}: ${theirs})`;
    case "differs":
      if (hidden) return `${aspect} differs  (sensitive, so the values are not shown)`;
      return `${label(aspect)}${ours}  (${baseline}: ${theirs})`;
  }
}

/** Why a finding is accepted, or no longer is. */
export function acceptanceText({ acceptance }: Finding): string {
  switch (acceptance.kind) {
    case "open":
      return "";
    case "intended":
      return `intended: ${acceptance.why}`;
    case "waived":
      return `waived until ${acceptance.until} by ${acceptance.owner}: ${acceptance.reason}`;
    case "expired-waiver":
      return `waiver expired on ${acceptance.until}, ask ${acceptance.owner}: ${acceptance.reason}`;
  }
}
