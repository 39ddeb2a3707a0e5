import type { Listening } from "./listen.ts";
import { startProduct } from "./product/server.ts";
import { perRegion, type RegionName, regionNames, regions } from "./regions.ts";

/** Turns regions on and off. A region is on while its product listens. */
export class RegionSwitch {
  readonly #port: number;
  readonly #onStop: (awsRegion: string) => Promise<void>;
  readonly #products = new Map<RegionName, Listening>();
  #last: Promise<void> = Promise.resolve();

  /**
   * @param port the AWS endpoint's; each product's is counted from it
   * @param onStop ends what else runs in the region
   */
  constructor(port: number, onStop: (awsRegion: string) => Promise<void>) {
    this.#port = port;
    this.#onStop = onStop;
  }

  /** Whether this is the AWS region of a region that is off. */
  isDead(awsRegion: string): boolean {
    return regionNames.some((region) => regions[region].aws === awsRegion && !this.#products.has(region));
  }

  start(region: RegionName): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#products.has(region)) return;
      const port = this.#port + regions[region].portOffset;
      const hosts = perRegion((each) => `http://127.0.0.1:${this.#port + regions[each].portOffset}`);
      this.#products.set(region, await startProduct({ region, port, hosts }));
    });
  }

  stop(region: RegionName): Promise<void> {
    return this.#inTurn(async () => {
      const product = this.#products.get(region);
      this.#products.delete(region);
      await Promise.all([product?.stop(), this.#onStop(regions[region].aws)]);
    });
  }

  // Two changes at a time would fight for a port.
  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#last.then(change);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
