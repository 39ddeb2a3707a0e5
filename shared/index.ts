// What a config imports. Each kind is a file of its own, so that a bundle carries only those in use.
export { defineCheck } from "./checks/contract/check.ts";
export { http } from "./checks/http.ts";
export { journey } from "./checks/journey.ts";
export { defineConfig } from "./config/define.ts";
export { defineSource } from "./sources/contract/source.ts";
export { httpJson } from "./sources/http-json.ts";
export { unleash } from "./sources/unleash/unleash.ts";
