import { describe, expect, test } from "vitest";
import { fakeTransport, response, runJourney, told } from "../support/engine.ts";

const api = "http://api.acme.example";

describe("the body of an answer", () => {
  test("may stay unread where it is not JSON", async () => {
    const { transport } = fakeTransport(() => response({ text: "created" }));
    const result = await runJourney(({ http }) => http.post(api).then(() => {}), { transport });
    expect(told(result)).toBe("pass");
  });

  test("fails the step that reads it where it is not JSON", async () => {
    const { transport } = fakeTransport(() =>
      response({ text: "<html>", headers: { "content-type": "text/html" } }),
    );
    const result = await runJourney(
      async ({ step, http }) => {
        const login = await step("log in", () => http.post(api));
        await step("read", () => http.get(`${api}/${login.body.token}`));
      },
      { transport },
    );
    expect(told(result)).toBe('fail (body): in "read": body (text/html, 6 characters) is JSON');
  });

  // The product answered without what the journey needs: that it is null is no mistake in the script.
  test("fails the journey where it is null and more is read of it", async () => {
    const { transport } = fakeTransport(() => response({ json: null }));
    const result = await runJourney(
      async ({ http }) => {
        const { body } = await http.post(api);
        await http.get(`${api}/${body.id}`);
      },
      { transport },
    );
    expect(result.outcome).toBe("fail");
  });

  test("keeps status, headers and text beside it", async () => {
    const { transport } = fakeTransport(() =>
      response({ status: 202, text: "ok", headers: { region: "eu" } }),
    );
    const seen: unknown[] = [];
    await runJourney(
      async ({ http }) => {
        const { status, headers, text } = await http.post(api);
        seen.push(status, headers.region, text);
      },
      { transport },
    );
    expect(seen).toEqual([202, "eu", "ok"]);
  });
});

describe("an expectation made of an answer that lacks the value", () => {
  const { transport } = fakeTransport(({ method }) =>
    response({ json: method === "POST" ? {} : { hits: [] } }),
  );

  test("is no pass where the whole body is expected to be it", async () => {
    const result = await runJourney(
      async ({ http }) => {
        const { body } = await http.post(api);
        await http.get(api, { expect: { body: body.id } });
      },
      { transport },
    );
    expect(result.outcome).not.toBe("pass");
  });

  test("is no pass where a part of the body is expected to be it", async () => {
    const result = await runJourney(
      async ({ http }) => {
        const { body } = await http.post(api);
        await http.get(api, { expect: { body: { hits: [{ id: body.id }] } } });
      },
      { transport },
    );
    expect(result.outcome).not.toBe("pass");
  });
});
