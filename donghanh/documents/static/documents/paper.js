// The paper and the values light each other up; a click or Enter goes to the other side. Without this script the
// links still lead to and fro.
"use strict";

(() => {
  const narrow = window.matchMedia("(max-width: 60rem)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  function itemsOf(node) {
    const near = node.closest("[data-i], [data-v]");
    return near ? (near.dataset.i ?? near.dataset.v).split(" ") : [];
  }

  // Which words belong to which value, found once: a long text has thousands.
  const places = new WeakMap();

  function wordsOf(reader, item) {
    if (!places.has(reader)) {
      const found = new Map();
      for (const word of reader.querySelectorAll(".w")) {
        for (const one of itemsOf(word)) found.set(one, [...(found.get(one) ?? []), word]);
      }
      places.set(reader, found);
    }
    return places.get(reader).get(item) ?? [];
  }

  function light(reader, items) {
    for (const lit of reader.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
    for (const item of items) {
      for (const word of wordsOf(reader, item)) word.classList.add("is-lit");
      document.getElementById(`v${item}`)?.classList.add("is-lit");
    }
  }

  // Where both stand side by side, the values follow the words; the words never run away under the pointer.
  function follow(reader, items) {
    const value = items.length && document.getElementById(`v${items[0]}`);
    if (!value || narrow.matches) return;
    value.closest("details").open = true;
    const pane = reader.querySelector(".pane-values");
    const top = value.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (top > 40 && top + value.offsetHeight < pane.clientHeight) return;
    pane.scrollTo({ top: pane.scrollTop + top - pane.clientHeight / 3, behavior: calm.matches ? "auto" : "smooth" });
  }

  function show(reader, pane) {
    if (narrow.matches) reader.querySelector(`[name="pane"][value="${pane}"]`).checked = true;
  }

  function goTo(target) {
    if (!target) return;
    target.closest("details")?.setAttribute("open", "");
    target.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    const focusable = target.matches("a") ? target : target.querySelector("a");
    focusable?.focus({ preventScroll: true });
  }

  // Many words, one stop of the Tab key: arrows, Home and End move between them.
  function rove(paper) {
    let words = [];
    const look = () => {
      words = [...paper.querySelectorAll(".w")];
      words.forEach((word, index) => {
        word.tabIndex = index ? -1 : 0;
        word.draggable = false;
      });
    };
    look();
    // The review sends it after the words of a value changed.
    paper.addEventListener("paper:renewed", () => {
      places.delete(paper.closest("[data-reader]"));
      look();
    });
    paper.addEventListener("focusin", (event) => {
      if (!event.target.matches(".w")) return;
      paper.querySelector('.w[tabindex="0"]')?.setAttribute("tabindex", "-1");
      event.target.tabIndex = 0;
    });
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    paper.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      if (!step || !event.target.matches(".w")) return;
      event.preventDefault();
      const here = words.indexOf(event.target);
      words[Math.min(words.length - 1, Math.max(0, here + step))].focus();
    });
  }

  function start(reader) {
    reader.dataset.ready = "";
    rove(reader.querySelector(".paper"));
    for (const kind of ["mouseover", "focusin"]) {
      reader.addEventListener(kind, (event) => {
        const items = itemsOf(event.target);
        light(reader, items);
        if (event.target.closest(".pane-text")) follow(reader, items);
      });
    }
    reader.addEventListener("mouseleave", () => light(reader, itemsOf(document.activeElement)));
    reader.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-i]");
      const words = getSelection();
      if (!link || event.ctrlKey || event.metaKey || !words.isCollapsed) return;
      event.preventDefault();
      const toText = link.classList.contains("value-text");
      const item = link.hash.slice(2);
      show(reader, toText ? "text" : "values");
      goTo(toText ? wordsOf(reader, item)[0] : document.getElementById(`v${item}`));
      light(reader, [item]);
    });
  }

  function prepare() {
    for (const reader of document.querySelectorAll("[data-reader]:not([data-ready])")) start(reader);
  }

  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:load", prepare);
})();
