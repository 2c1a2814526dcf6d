// What the public reading has beside the paper itself: its download, printing, and long pastes.
"use strict";

(() => {
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

  function prepare() {
    for (const reader of document.querySelectorAll("[data-reader]:not([data-tools])")) {
      reader.dataset.tools = "";
      const [save, print] = [reader.querySelector("[data-download]"), reader.querySelector("[data-print]")];
      save.hidden = print.hidden = false;
      save.addEventListener("click", () => download(reader));
      print.addEventListener("click", () => window.print());
    }
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
