

export async function fetchPapers(url) {
const answer = await fetch(url).catch(() => undefined);
const lines = answer?.ok ? (await answer.text().catch(() => "")).split("\n") : [];
return new Map(lines.filter(Boolean).flatMap((line) => {
const [listed, slug, ...aliases] = line.split(" ");
return [slug, ...aliases].map((name) => [name, [slug, listed]]);
}));
}

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

export const joined = (first, second) => ({
...first,
starred: earlier(first.starred, second.starred),
read: earlier(first.read, second.read),
});

const earlier = (one, other) => (one && other ? (one < other ? one : other) : (one ?? other));
