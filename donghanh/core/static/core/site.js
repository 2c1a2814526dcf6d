// The few things that pages need a script for. Everything works, if less smoothly, without.
"use strict";

document.documentElement.classList.add("js");

// A file dropped on the place becomes the file of its input; a file that is too large is named before it is sent.
function fileDrop(place) {
  const input = place.querySelector("input[type=file]");
  const name = place.querySelector("[data-filedrop-name]");
  const error = place.querySelector("[data-filedrop-error]");
  const limit = Number(input.dataset.maxBytes);

  function show() {
    const file = input.files[0];
    const tooLarge = file && file.size > limit;
    error.textContent = "";
    if (tooLarge) {
      const line = document.createElement("p");
      line.textContent = `Tệp “${file.name}” lớn hơn ${limit >> 20} MB. Đồng chí hãy chọn tệp nhỏ hơn.`;
      error.append(line);
      input.value = "";
    }
    name.textContent = file && !tooLarge ? `Đã chọn: ${file.name}` : "";
  }

  input.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => {
      event.preventDefault();
      place.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) place.addEventListener(kind, () => place.classList.remove("is-over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    show();
    const form = place.closest("form");
    if (input.files.length && "submitOnDrop" in form.dataset) form.requestSubmit();
  });
}

function prepare(root) {
  for (const place of root.querySelectorAll("[data-filedrop]:not([data-ready])")) {
    place.dataset.ready = "";
    fileDrop(place);
  }
}

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => prepare(event.target));

// A menu that is open closes on Escape and on a click elsewhere.
document.addEventListener("keydown", (event) => {
  const open = document.querySelector("details.person[open]");
  if (event.key !== "Escape" || !open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  const open = document.querySelector("details.person[open]");
  if (open && !open.contains(event.target)) open.open = false;
});

// A message belongs to the last deed: a new deed clears it, and one that arrives comes into view.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig.verb !== "get") document.getElementById("messages")?.replaceChildren();
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "messages") event.detail.target.scrollIntoView({ block: "center" });
});

// No answer at all, or a server that failed: say so where messages stand.
function complain(text) {
  const area = document.getElementById("messages");
  if (!area) return;
  const line = document.createElement("p");
  line.className = "note note-error";
  line.textContent = text;
  area.replaceChildren(line);
  area.scrollIntoView({ block: "nearest" });
}
document.addEventListener("htmx:sendError", () => complain("Không kết nối được với máy chủ. Đồng chí hãy kiểm tra mạng rồi thử lại."));
document.addEventListener("htmx:responseError", () => complain("Hệ thống gặp lỗi và đã ghi lại. Đồng chí vui lòng thử lại sau ít phút."));
document.addEventListener("htmx:timeout", () => complain("Máy chủ trả lời quá lâu. Đồng chí vui lòng thử lại."));
