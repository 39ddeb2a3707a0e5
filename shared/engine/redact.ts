/** Shorter values are not searched for: they would eat innocent text. */
const minRedacted = 4;

const base64 = (bytes: readonly number[]) => btoa(String.fromCharCode(...bytes));

/** What of a value's base64 is the same wherever it stands in a longer text, such as behind a user's name. */
function base64Forms(value: string): string[] {
  const bytes = [...new TextEncoder().encode(value)];
  return [0, 1, 2].flatMap((offset) => {
    const padded = base64([...new Array<number>(offset).fill(0), ...bytes]);
    const stable = padded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [stable, stable.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** All forms in which a value may come back: in JSON, in a URL, in a form, in base64. */
function encodings(value: string): string[] {
  const inForm = new URLSearchParams([["", value]]).toString().slice(1);
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    inForm,
    ...base64Forms(value),
  ];
}

/** How long the beginning of a form is that stands right before `end`, or 0 where none does. */
function cutLength(text: string, end: number, form: string): number {
  for (let length = Math.min(form.length, end); length >= minRedacted; length -= 1) {
    if (text.startsWith(form.slice(0, length), end - length)) return length;
  }
  return 0;
}

/** Takes a form out of a text, also where the text was cut off in the middle of it. */
function takeOut(text: string, form: string, placeholder: string): string {
  let clean = text.replaceAll(form, placeholder);
  for (let at = clean.indexOf("…"); at >= 0; at = clean.indexOf("…", at + 1)) {
    const length = cutLength(clean, at, form);
    if (length === 0) continue;
    clean = `${clean.slice(0, at - length)}${placeholder}${clean.slice(at)}`;
    at += placeholder.length - length;
  }
  return clean;
}

/** Puts the placeholder back wherever a secret's value, or an encoded form of it, stands in a text. */
export function redactSecrets(text: string, secrets: ReadonlyMap<string, string>): string {
  // The longest first: one secret may begin with another.
  const forms = [...secrets]
    .flatMap(([name, value]) => encodings(value).map((form) => ({ form, placeholder: `{secret:${name}}` })))
    .filter(({ form }) => form.length >= minRedacted)
    .sort((a, b) => b.form.length - a.form.length);
  return forms.reduce((clean, { form, placeholder }) => takeOut(clean, form, placeholder), text);
}
