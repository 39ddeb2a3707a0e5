import * as z from "zod";

/** Why something is not as it should be, for machines: each names what to look at first. */
const reasons = [
  "dns",
  "connect",
  "tls",
  "timeout",
  "status",
  "header",
  "body",
  "latency",
  "assertion",
  "auth",
  "rate-limited",
  "shape",
  "setup",
  "cleanup",
  "deadline",
  "checker",
] as const;

export const problem = z.object({
  reason: z.enum(reasons),
  /** One sentence or the user's own condition with the actual value in it: "status (503) == 200". */
  message: z.string(),
  /** The step that failed, in a check that has steps. */
  step: z.string().optional(),
  expected: z.string().optional(),
  actual: z.string().optional(),
});

/** What is wrong, with its evidence. It holds no secret: texts are redacted where they are made. */
export type Problem = z.infer<typeof problem>;
export type Reason = Problem["reason"];

/** "fail": the product is at fault. "unknown": we could not tell, which is never counted as pass. */
export type Fault = "fail" | "unknown";

/** Thrown where a check or a source can't go on; carries the problem, and whose fault it is. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly problem: Problem;
  readonly fault: Fault;

  constructor(problem: Problem, fault: Fault = "fail", options?: ErrorOptions) {
    super(problem.message, options);
    this.problem = problem;
    this.fault = fault;
  }
}

const mistakes = [TypeError, ReferenceError, RangeError, SyntaxError];

/** Whether an error is a mistake in code rather than somebody's way to say what is wrong. */
export function isMistakeInCode(error: unknown): boolean {
  return mistakes.some((kind) => error instanceof kind);
}

/** What a mistake in the code of a check says of the product: nothing. */
export function brokenCheck(error: unknown): Problem {
  const text = error instanceof Error ? error.message : String(error);
  return { reason: "checker", message: `the check itself broke: ${text}` };
}

/** The same problem with every free text in it passed through `change`. */
export function mapTexts(problem: Problem, change: (text: string) => string): Problem {
  const { reason, message, step, expected, actual } = problem;
  return {
    reason,
    message: change(message),
    ...(step !== undefined && { step: change(step) }),
    ...(expected !== undefined && { expected: change(expected) }),
    ...(actual !== undefined && { actual: change(actual) }),
  };
}
