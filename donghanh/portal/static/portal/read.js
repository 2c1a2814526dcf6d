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
    const words = [...paper.querySelectorAll(".w")];
    words.forEach((word, index) => {
      word.tabIndex = index ? -1 : 0;
      word.draggable = false;
    });
    paper.addEventListener("focusin", (event) => {
      paper.querySelector('.w[tabindex="0"]')?.setAttribute("tabindex", "-1");
      event.target.tabIndex = 0;
    });
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    paper.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      const here = words.indexOf(event.target);
      words[Math.min(words.length - 1, Math.max(0, here + step))].focus();
    });
  }

  function text(reader) {
    return [...reader.querySelectorAll(".paper p")].map((line) => line.textContent).join("\n");
  }

  function download(reader) {
    const reading = JSON.parse(document.getElementById("reading-data").textContent);
    const whole = { ...reading, text: reading.text ?? text(reader) };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" }));
    link.download = `${(reading.number ?? reading.symbol ?? "van-ban").replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
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
    const [save, print] = [reader.querySelector("[data-download]"), reader.querySelector("[data-print]")];
    save.hidden = print.hidden = false;
    save.addEventListener("click", () => download(reader));
    print.addEventListener("click", () => window.print());
  }

  function prepare() {
    for (const reader of document.querySelectorAll("[data-reader]:not([data-ready])")) start(reader);
  }

  // Browsers take minutes to type a long paste into a text area line by line; set at once it takes none.
  document.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const area = event.target;
    if (!area.matches?.("textarea") || pasted.length < 10_000) return;
    event.preventDefault();
    area.setRangeText(pasted, area.selectionStart, area.selectionEnd, "end");
  });

  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:load", prepare);
  // After a reading came in without a new page, go to it, as a new page would.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "reading" && event.detail.target?.id !== "reading") return;
    const reading = document.getElementById("reading");
    (reading.querySelector("#reader-title") ?? reading.querySelector("[aria-invalid], .field-error"))?.focus();
  });
})();
