// What a config imports. Each kind is a file of its own, so that a bundle carries only those in use.
export { commonOptions, defineCheck } from "./checks/contract/check.ts";
export { http } from "./checks/http.ts";
export { type JourneyResponse, type JourneyTools, journey } from "./checks/journey.ts";
export { defineConfig } from "./config/define.ts";
export { duration } from "./config/duration.ts";
export { webUrl } from "./config/fields.ts";
export type { Scope } from "./config/scope.ts";
export { strict } from "./config/strict.ts";
export { Failure } from "./model/problem.ts";
export type { RawFact } from "./model/sheet.ts";
export { defineSource } from "./sources/contract/source.ts";
export { httpJson } from "./sources/http-json.ts";
export { unleash } from "./sources/unleash/unleash.ts";
