// The papers that the digest holds by now, under their present names: what was kept may be older.

/** @typedef {import("./store.js").Paper} Paper */

/**
 * Fetch the papers of the digest.
 * @param {string} url of lines with a day, a slug, and the aliases of that
 * @returns {Promise<Map<string, [slug: string, listed: string]>>} by slug and alias; empty where they cannot be had
 */
export async function fetchPapers(url) {
  const answer = await fetch(url).catch(() => undefined);
  const lines = answer?.ok ? (await answer.text().catch(() => "")).split("\n") : [];
  return new Map(lines.filter(Boolean).flatMap((line) => {
    const [listed, slug, ...aliases] = line.split(" ");
    return [slug, ...aliases].map((name) => [name, [slug, listed]]);
  }));
}

/**
 * The papers under their present names and days; two that became one have the earlier of their marks.
 * @param {Iterable<Paper>} papers
 * @param {Awaited<ReturnType<typeof fetchPapers>>} present
 * @returns {Map<string, Paper>}
 */
export function settled(papers, present) {
  const made = new Map();
  for (const old of papers) {
    const [slug, listed] = present.get(old.slug) ?? [old.slug, old.listed];
    const now = { ...old, slug, listed };
    const other = made.get(slug);
    made.set(slug, other ? joined(other, now) : now);
  }
  return made;
}

/**
 * What is known of a paper from two places; the title is that of the first.
 * @param {Paper} first
 * @param {Paper} second
 */
export const joined = (first, second) => ({
  ...first,
  starred: earlier(first.starred, second.starred),
  read: earlier(first.read, second.read),
});

const earlier = (one, other) => (one && other ? (one < other ? one : other) : (one ?? other));
