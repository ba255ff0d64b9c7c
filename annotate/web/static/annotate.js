// Comfort only: every page works without this file.
"use strict";
(() => {
  const paras = [...document.querySelectorAll(".entry > .para:has(> .num)")];
  let here = -1;
  const aimed = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

  const toast = document.createElement("div");
  toast.className = "toast";
  toast.setAttribute("role", "status");
  document.body.append(toast);
  let hiding;
  const say = (words) => {
    toast.textContent = words;
    clearTimeout(hiding);
    hiding = setTimeout(() => { toast.textContent = ""; }, 2200);
  };

  // navigator.clipboard is there on https and localhost only
  const copied = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = words;
      area.className = "unseen";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };
  const copy = async (words, told) =>
    say((await copied(words)) ? told : "Copying is not allowed here; select the text instead");

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      copy(button.parentElement.querySelector("pre").textContent, "Copied");
    });
  }

  // a tag or note and the words it is on light up together
  const together = (names, on) => {
    for (const name of names) {
      for (const one of document.querySelectorAll(`[data-for~="${CSS.escape(name)}"], [data-by~="${CSS.escape(name)}"]`)) {
        one.classList.toggle("lit", on);
      }
    }
  };
  const names = (target) => {
    const one = target instanceof Element && target.closest("[data-for], mark[data-by]");
    return one ? (one.dataset.for || one.dataset.by).split(" ") : [];
  };
  for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(event, (e) => together(names(e.target), on));
  }

  const visible = (para) => !para.closest("details:not([open])");
  const go = (step) => {
    if (!paras.length) return;
    if (here < 0) {
      here = paras.indexOf(aimed()?.closest(".para"));
      if (here < 0) {
        const first = paras.findIndex((p) => p.getBoundingClientRect().top > 0);
        here = (first < 0 ? paras.length : first) - (step > 0 ? 1 : 0);
      }
    }
    let next = here + step;
    while (paras[next] && !visible(paras[next])) next += step;
    if (!paras[next]) return;
    paras[here]?.classList.remove("here");
    here = next;
    paras[here].classList.add("here");
    paras[here].scrollIntoView({ block: "center" });
    paras[here].querySelector(".num")?.focus({ preventScroll: true });
  };

  const page = document.querySelector("link[rel=canonical]")?.href || location.href;
  const cited = (para) => {
    const num = para?.querySelector(".num");
    return num ? new URL(num.getAttribute("href"), page).href : page;
  };
  const link = () => cited(paras[here] || aimed()?.closest(".para"));

  // what is selected of paragraphs: the words alone, and whose they are; null where there are none
  const source = document.querySelector("[data-source]");
  const selected = () => {
    const selection = getSelection();
    if (!source || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const parts = [];
    for (const text of source.querySelectorAll(".text")) {
      if (!range.intersectsNode(text) || !visible(text)) continue;
      const part = document.createRange();
      part.selectNodeContents(text);
      if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
      const words = part.toString().trim();
      if (words) parts.push({ words, para: text.closest(".para"), whole: words === text.textContent.trim() });
    }
    if (!parts.length) return null;
    const numbers = parts.map(({ para }) => para?.id.slice(1)).filter(Boolean);
    const [first, last] = [numbers[0], numbers.at(-1)];
    const place = !first ? "" : first === last ? `, para. ${first}` : `, paras. ${first}–${last}`;
    const para = (parts.find((part) => part.para?.id) || parts[0]).para;
    return { parts, said: `— ${source.dataset.source}${place}.`, link: cited(para) };
  };
  const LEAST = 30; // characters of a part of a paragraph; less is a word, and copied as one
  document.addEventListener("copy", (e) => {
    const found = e.target.closest?.("input, textarea, pre") ? null : selected();
    if (!found) return;
    const { parts, said, link: address } = found;
    const quote = document.createElement("blockquote");
    for (const { words } of parts) quote.appendChild(document.createElement("p")).textContent = words;
    const words = parts.map((part) => part.words).join("\n\n");
    if (parts.length === 1 && !parts[0].whole && words.length < LEAST) return;
    quote.cite = address;
    const below = document.createElement("p");
    const a = document.createElement("a");
    a.href = a.textContent = address;
    below.append(`${said} `, a);
    e.clipboardData.setData("text/plain", `${words}\n\n${said} ${address}`);
    e.clipboardData.setData("text/html", quote.outerHTML + below.outerHTML);
    e.preventDefault();
  });
  const copyHere = () => {
    const found = selected();
    if (!found) return copy(link(), "Citation link copied");
    const words = found.parts.map((part) => part.words).join("\n\n");
    const quoted = source.dataset.opening + words + source.dataset.closing;
    return copy(`${quoted}\n${found.said} ${found.link}`, "Quotation copied with its citation link");
  };

  // tags and notes are left out of what is selected, but where the selection begins in them
  document.addEventListener("pointerdown", (e) => {
    const own = e.target.closest?.(".beside, .under");
    for (const one of document.querySelectorAll(".own")) one.classList.toggle("own", one === own);
    own?.classList.add("own");
  });

  const keys = {
    j: ["next paragraph", () => go(1)],
    k: ["previous paragraph", () => go(-1)],
    c: ["copy the citation link, with the words that are selected", copyHere],
    "/": ["search", () => document.getElementById("find")?.focus()],
    "?": ["this help", () => help()],
  };

  let dialog;
  const help = () => {
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "keys";
      dialog.setAttribute("aria-label", "Keys");
      const list = document.createElement("dl");
      for (const [key, [words]] of Object.entries(keys)) {
        const dt = document.createElement("dt");
        const dd = document.createElement("dd");
        dt.textContent = key;
        dd.textContent = words;
        list.append(dt, dd);
      }
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "Close";
      close.addEventListener("click", () => dialog.close());
      dialog.append("Keys", list, close);
      document.body.append(dialog);
    }
    dialog.showModal();
  };

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.target instanceof Element && e.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    const key = keys[e.key];
    if (!key) return;
    e.preventDefault();
    key[1]();
  });
})();
