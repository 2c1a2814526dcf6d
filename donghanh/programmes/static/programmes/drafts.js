// Words typed about a task stay in this browser until the server has kept them: a lost line, an empty battery or a
// closed page loses nothing. And a form that was sent is not sent again by a second click.
"use strict";

(() => {
  const FIELDS = ["note", "link", "count"];
  const DAYS_KEPT = 14;
  const SLIP = 4_000;

  function read(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null; // no store, or something else stands there
    }
  }

  function write(name, draft) {
    try {
      localStorage.setItem(name, JSON.stringify(draft));
      return true;
    } catch {
      return false; // a full store, or none in a private window
    }
  }

  function forget(name) {
    try {
      localStorage.removeItem(name);
    } catch {
      // nothing was kept
    }
  }

  function inputs(form) {
    return FIELDS.map((name) => form.elements[name]).filter(Boolean);
  }

  function values(form) {
    return Object.fromEntries(inputs(form).map((input) => [input.name, input.value]));
  }

  function keep(form, state) {
    const typed = values(form);
    const name = form.dataset.draft;
    if (!Object.values(typed).some((text) => text.trim())) return forget(name);
    const kept = write(name, { at: Date.now(), key: form.elements.client_key.value, typed });
    if (state) state.textContent = kept ? "Nội dung đang gõ được giữ ở máy này cho đến khi ghi xong." : "";
  }

  // What the server has kept carries the key of its form; then the draft has done its duty.
  function arrived(key) {
    return [...document.querySelectorAll("[data-kept]")].some((step) => step.dataset.kept.endsWith(`:${key}`));
  }

  function restore(form, state) {
    const draft = read(form.dataset.draft);
    if (!draft) return;
    const old = Date.now() - draft.at > DAYS_KEPT * 86_400_000;
    if (old || arrived(draft.key)) return forget(form.dataset.draft);
    if (Object.values(values(form)).some((text) => text.trim())) return; // the server gave the words back itself
    for (const input of inputs(form)) {
      input.value = draft.typed[input.name] ?? "";
      if (input.value) input.closest("details")?.setAttribute("open", "");
    }
    form.elements.client_key.value = draft.key;
    if (state) state.textContent = "Đã lấy lại nội dung Đồng chí gõ lần trước mà chưa ghi xong.";
  }

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function keepDrafts(form) {
    const state = form.querySelector("[data-draft-state]");
    let sent = false;
    restore(form, state);
    form.addEventListener("submit", () => {
      keep(form, null);
      sent = true;
    });
    form.addEventListener("input", () => {
      // Other words than those that were sent are another step, and must not be taken for the same.
      if (sent) form.elements.client_key.value = newKey();
      sent = false;
      keep(form, state);
    });
  }

  // A second click within some seconds is a slip; later it is somebody whose answer never came.
  function sendOnce(form) {
    let sentAt = -Infinity;
    form.addEventListener("submit", (event) => {
      if (event.timeStamp - sentAt < SLIP) event.preventDefault();
      else sentAt = event.timeStamp;
    });
    window.addEventListener("pageshow", () => { sentAt = -Infinity; });
  }

  for (const form of document.querySelectorAll("form[data-draft]")) keepDrafts(form);
  for (const form of document.querySelectorAll("form[data-once]")) sendOnce(form);
})();
