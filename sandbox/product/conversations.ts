import { randomUUID } from "node:crypto";
import type { RegionName } from "../regions.ts";

/** How long a new conversation stays out of the search results, in milliseconds. */
export const searchLagMs: Readonly<Record<RegionName, number>> = { us: 300, eu: 450, au: 600 };

/** Something a customer wrote. */
export type Conversation = { id: string; text: string };

/** The conversations of one region, in memory, with a search index that runs behind. */
export class Conversations {
  readonly #lagMs: number;
  readonly #stored = new Map<string, Conversation & { searchableAt: number }>();

  /** @param lagMs time until a new conversation is searchable, in milliseconds */
  constructor(lagMs: number) {
    this.#lagMs = lagMs;
  }

  create(text: string): Conversation {
    const conversation = { id: randomUUID(), text };
    this.#stored.set(conversation.id, { ...conversation, searchableAt: performance.now() + this.#lagMs });
    return conversation;
  }

  get(id: string): Conversation | undefined {
    const found = this.#stored.get(id);
    return found && { id: found.id, text: found.text };
  }

  /** Ids of the conversations whose text contains the words, as the index has them now. */
  search(words: string): string[] {
    return [...this.#stored.values()]
      .filter(({ text, searchableAt }) => searchableAt <= performance.now() && text.includes(words))
      .map(({ id }) => id);
  }

  delete(id: string): boolean {
    return this.#stored.delete(id);
  }
}
