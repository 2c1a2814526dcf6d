// A pasted text sent twice, after a lost connection or a double click, is one paper; so each paste has a key.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-paste]");
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  form.querySelector("[name=client_key]").value = key;
  form.addEventListener("submit", () => {
    form.querySelector("button").setAttribute("aria-busy", "true");
  });
});
