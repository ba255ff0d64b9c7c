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

  const link = () => {
    const para = paras[here] || aimed()?.closest(".para");
    const num = para && para.querySelector(".num");
    if (num) return num.href;
    return document.querySelector("link[rel=canonical]")?.href || location.href;
  };

  const keys = {
    j: ["next paragraph", () => go(1)],
    k: ["previous paragraph", () => go(-1)],
    c: ["copy the citation link", () => copy(link(), "Citation link copied")],
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
