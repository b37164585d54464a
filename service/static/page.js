// Copies citations; everything else on the pages works without this file.
"use strict";

async function copyText(words) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(words);
    return;
  }
  // Over plain http the clipboard is closed to pages; the old way still works there.
  const area = document.createElement("textarea");
  area.value = words;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (!copied) throw new Error("copy refused");
}

// What a language model writes comes when it is done; the quotations stand on the page from the start.
for (const place of document.querySelectorAll("[data-writing]")) {
  const link = place.querySelector("a");
  const offered = link.textContent;
  link.textContent = "语言模型正在依据这些原文写……";
  fetch(link.href).then((answer) => answer.text()).then((html) => {
    const written = new DOMParser().parseFromString(html, "text/html").querySelector(".prose");
    if (!written) throw new Error("nothing written");
    place.replaceWith(written);
    offerCopies(written);
  }).catch(() => { link.textContent = offered; });
}

function offerCopies(within) {
  for (const button of within.querySelectorAll("button.copy")) offerCopy(button);
}

function offerCopy(button) {
  button.hidden = false;
  const name = button.textContent;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try {
      await copyText(button.dataset.copy);
      button.textContent = "已复制";
    } catch {
      button.textContent = "未能复制";
    }
    setTimeout(() => { button.textContent = name; }, 1600);
  });
}

offerCopies(document);

// A contents list that was unfolded to choose a clause folds again once it is chosen.
for (const link of document.querySelectorAll("details.contents a")) {
  link.addEventListener("click", () => { link.closest("details").open = false; });
}

// The contents beside the text show where the reader is.
const beside = document.querySelector("nav.contents.beside");
if (beside && "IntersectionObserver" in window) {
  const links = new Map();
  for (const link of beside.querySelectorAll("a")) links.set(decodeURIComponent(link.hash.slice(1)), link);
  const inView = new Set();
  const watcher = new IntersectionObserver((changes) => {
    for (const change of changes) inView[change.isIntersecting ? "add" : "delete"](change.target.id);
    const here = [...links.keys()].filter((id) => inView.has(id)).pop();
    for (const [id, link] of links) {
      if (id === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-15% 0px -75% 0px" });
  for (const id of links.keys()) {
    const clause = document.getElementById(id);
    if (clause) watcher.observe(clause);
  }
}
