// Search on a site of plain files: Pagefind finds the articles, this shows their paragraphs.
"use strict";
(async () => {
  const field = document.getElementById("find");
  const status = document.querySelector("[data-index]");
  const list = document.querySelector("ol.results");
  const more = document.querySelector("[data-more]");
  const AT_ONCE = 10; // articles
  const FROM_EACH = 3; // paragraphs
  let found = [], shown = 0, turn = 0;

  // before the index is there: what is typed meanwhile stays, and is searched
  field.value = new URLSearchParams(location.search).get("q") || "";
  const index = await import(new URL(status.dataset.index, location.href));
  await index.options({ excerptLength: 30 });

  const element = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };

  // the paragraphs of an article that have hits, each with the places of its words
  const paragraphs = (data) => {
    const places = data.anchors.filter((a) => /^p\d+$/.test(a.id)).sort((a, b) => a.location - b.location);
    const starts = data.anchors.map((a) => a.location);
    const groups = new Map();
    for (const hit of data.locations) {
      const place = places.filter((p) => p.location <= hit).pop();
      if (!place) continue;
      const end = Math.min(...starts.filter((s) => s > place.location), data.word_count);
      if (hit >= end) continue;
      if (!groups.has(place.id)) groups.set(place.id, { id: place.id, start: place.location, end, hits: new Set() });
      groups.get(place.id).hits.add(hit);
    }
    return [...groups.values()].sort((a, b) => b.hits.size - a.hits.size || a.start - b.start);
  };

  const quotation = (words, { start, end, hits }) => {
    const quote = element("blockquote");
    quote.dir = "auto";
    for (let at = start; at < end; at++) {
      quote.append(hits.has(at) ? element("mark", "", words[at]) : words[at], " ");
    }
    return quote;
  };

  const article = (data) => {
    const words = data.content.split(/\s+/);
    const address = new URL(`../${data.raw_url.replace(/^\//, "")}`, location.href);
    const title = element("bdi", "", data.meta.title);
    const found = paragraphs(data).slice(0, FROM_EACH);
    const items = found.map((one) => {
      const link = element("a", "title", title.cloneNode(true), `, paragraph ${one.id.slice(1)}`);
      link.href = `${address}#${one.id}`;
      return element("li", "", element("p", "where", link), quotation(words, one));
    });
    if (items.length) return items;
    const link = element("a", "title", title);
    link.href = address;
    return [element("li", "", element("p", "where", link))];
  };

  const show = async (mine) => {
    const some = found.slice(shown, shown + AT_ONCE);
    shown += some.length;
    const articles = await Promise.all(some.map((one) => one.data()));
    if (mine !== turn) return;
    list.append(...articles.flatMap(article));
    more.hidden = shown >= found.length;
  };

  const search = async () => {
    const mine = ++turn;
    const words = field.value.trim();
    const result = words ? await index.search(words) : { results: [] };
    if (mine !== turn) return;
    found = result.results;
    shown = 0;
    list.replaceChildren();
    more.hidden = true;
    status.replaceChildren();
    if (!words) return;
    const count = found.length.toLocaleString("en");
    status.append(found.length ? `${count} ${found.length === 1 ? "article" : "articles"} with ` : "Nothing found for ",
      element("bdi", "", words));
    await show(mine);
  };

  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  });
  more.addEventListener("click", () => show(turn));
  await search();
})();
