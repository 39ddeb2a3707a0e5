// The serverless framework loads CommonJS only; the work is done in the module beside it.
module.exports = async (variables) => (await import("./serverless.ts")).stackFor(variables);
