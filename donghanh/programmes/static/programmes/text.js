// Someone who comes to a sentence sees the text, also where the screen shows one side at a time; and printing.
"use strict";

(() => {
  function showText() {
    const pane = document.querySelector('[name="pane"][value="text"]');
    if (!pane || !location.hash.startsWith("#w")) return;
    pane.checked = true;
    const words = document.getElementById(location.hash.slice(1));
    words?.scrollIntoView({ block: "center" });
  }

  window.addEventListener("hashchange", showText);
  document.addEventListener("DOMContentLoaded", showText);
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
