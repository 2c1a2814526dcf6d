// Sends files one by one, each with its progress. A file that did not get through stays here and is sent again
// when the network is back; its key tells the server that it is the same one, so nothing is kept twice.
"use strict";

(() => {
  const WAITS = [2, 5, 10, 20, 30]; // seconds before a lost file is tried again
  const STALLED = 60_000; // nothing moved for so long: the connection is gone, though nobody said so
  const LOST = "Mất kết nối. Tệp chưa gửi xong vẫn được giữ ở đây và sẽ tự gửi lại khi có mạng; Đồng chí đừng đóng trang.";
  const LEFT = "Phiên đăng nhập đã hết. Đồng chí hãy đăng nhập lại ở một thẻ khác rồi bấm “Gửi lại”.";

  function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  class Sender {
    constructor(form) {
      this.form = form;
      this.input = form.querySelector("input[type=file]");
      this.queue = form.querySelector("[data-upload-queue]");
      this.state = form.querySelector("[data-upload-state]");
      this.largest = Number(form.dataset.largest);
      this.items = [];
      this.sending = false;
    }

    // One line of the queue: name, what is happening, progress, and what one may do.
    add(file) {
      const line = element("li", "sent");
      const words = element("p", "sent-state");
      const bar = element("progress", "");
      const ways = element("div", "sent-ways");
      bar.max = 100;
      bar.setAttribute("aria-label", `Đang gửi ${file.name}`);
      line.append(element("span", "sent-name", file.name), ways, words, bar);
      this.queue.append(line);
      const item = { file, key: newKey(), line, words, bar, ways, tries: 0, state: "" };
      this.items.push(item);
      if (file.size > this.largest) {
        const size = String(Math.ceil(file.size / 104857.6) / 10).replace(".", ",");
        this.show(item, "refused", `Tệp lớn ${size} MB, vượt giới hạn ${this.largest >> 20} MB mỗi tệp. Đồng chí hãy giảm dung lượng hoặc tách thành nhiều tệp.`);
      } else if (file.size === 0) {
        this.show(item, "refused", "Tệp rỗng. Đồng chí hãy kiểm tra lại tệp đã chọn.");
      } else {
        this.show(item, "waiting", "Đang chờ gửi.");
      }
    }

    show(item, state, text) {
      item.state = state;
      item.words.textContent = text;
      item.line.className = `sent is-${state}`;
      item.bar.hidden = state === "lost" || state === "refused";
      item.ways.replaceChildren();
      if (state === "lost") this.way(item, "Gửi lại", () => { item.tries = 0; this.show(item, "waiting", "Đang chờ gửi."); this.next(); });
      if (state !== "sending") this.way(item, state === "refused" ? "Đã hiểu" : "Bỏ", () => this.drop(item));
      if (state === "refused") item.words.setAttribute("role", "alert");
      this.say();
    }

    way(item, text, deed) {
      const button = element("button", "btn btn-sm", text);
      button.type = "button";
      button.append(element("span", "visually-hidden", ` ${item.file.name}`));
      button.addEventListener("click", deed);
      item.ways.append(button);
    }

    drop(item) {
      this.items = this.items.filter((other) => other !== item);
      item.line.remove();
      this.say();
      this.input.focus();
    }

    say() {
      const lost = this.items.some((item) => item.state === "lost" && !item.left);
      const text = lost || (!navigator.onLine && this.unfinished()) ? LOST : "";
      if (this.state.textContent !== text) this.state.textContent = text;
    }

    unfinished() {
      return this.items.some((item) => item.state !== "refused");
    }

    next() {
      const item = this.items.find((one) => one.state === "waiting");
      if (this.sending || !item) return;
      this.sending = true;
      item.left = false;
      this.show(item, "sending", "Đang gửi…");
      this.send(item).then(() => {
        this.sending = false;
        this.next();
      });
    }

    send(item) {
      return new Promise((done) => {
        const request = new XMLHttpRequest();
        const content = new FormData(this.form);
        content.delete("files");
        content.append("key", item.key);
        content.append("files", item.file);
        let watch;
        const moved = () => {
          clearTimeout(watch);
          watch = setTimeout(() => request.abort(), STALLED);
        };
        request.upload.addEventListener("progress", (event) => {
          moved();
          if (!event.lengthComputable) return;
          item.bar.value = Math.round((event.loaded / event.total) * 100);
          item.words.textContent = event.loaded < event.total ? `Đã gửi ${item.bar.value}%.` : "Đã gửi, máy chủ đang kiểm tra…";
        });
        request.addEventListener("loadend", () => {
          clearTimeout(watch);
          this.answered(item, request);
          done();
        });
        request.open("POST", this.form.action);
        request.setRequestHeader("X-Upload", "1");
        moved();
        request.send(content);
      });
    }

    answered(item, request) {
      if (request.getResponseHeader("X-Attachment")) this.keep(item, request.responseText);
      else if (request.getResponseHeader("X-Refused")) this.show(item, "refused", request.responseText);
      else if (request.status === 413) this.show(item, "refused", `Tệp vượt giới hạn ${this.largest >> 20} MB mỗi tệp. Đồng chí hãy giảm dung lượng hoặc tách thành nhiều tệp.`);
      else if (request.status === 0 || request.status >= 500) this.lose(item, request.status);
      else if (request.status === 404) this.show(item, "refused", "Nơi nhận tệp không còn nữa. Đồng chí hãy tải lại trang.");
      else {
        item.left = true;
        this.show(item, "lost", LEFT);
      }
    }

    // The list gets the line that the server made; the same file sent twice is the same line.
    keep(item, html) {
      this.drop(item);
      const list = document.getElementById(this.form.dataset.list);
      const made = document.createElement("template");
      made.innerHTML = html.trim();
      const line = made.content.firstElementChild;
      const there = document.getElementById(line.id);
      if (there) there.replaceWith(line);
      else list.append(line);
      this.form.dispatchEvent(new CustomEvent("files:kept", { bubbles: true }));
    }

    lose(item, status) {
      const wait = WAITS[Math.min(item.tries, WAITS.length - 1)];
      item.tries += 1;
      this.show(item, "lost", status ? "Máy chủ đang gặp lỗi; tệp sẽ được gửi lại." : "Chưa gửi được; tệp sẽ được gửi lại.");
      setTimeout(() => this.retry(), wait * 1000);
    }

    retry() {
      if (!navigator.onLine) return;
      for (const item of this.items) if (item.state === "lost" && !item.left) this.show(item, "waiting", "Đang chờ gửi lại.");
      this.next();
    }

    take(files) {
      for (const file of files) this.add(file);
      this.input.value = "";
      this.next();
    }
  }

  const senders = [];

  function prepare(root) {
    for (const form of root.querySelectorAll("form[data-upload]:not([data-ready])")) {
      form.dataset.ready = "";
      const sender = new Sender(form);
      senders.push(sender);
      const place = form.querySelector("[data-upload-place]");
      sender.input.addEventListener("change", () => sender.take([...sender.input.files]));
      form.addEventListener("submit", (event) => event.preventDefault());
      for (const kind of ["dragenter", "dragover"]) {
        place.addEventListener(kind, (event) => {
          event.preventDefault();
          place.classList.add("is-over");
        });
      }
      for (const kind of ["dragleave", "drop"]) place.addEventListener(kind, () => place.classList.remove("is-over"));
      place.addEventListener("drop", (event) => {
        event.preventDefault();
        sender.take([...event.dataTransfer.files]);
      });
    }
  }

  document.addEventListener("DOMContentLoaded", () => prepare(document));
  document.addEventListener("htmx:load", (event) => prepare(event.target));
  addEventListener("online", () => senders.forEach((sender) => sender.retry()));
  addEventListener("offline", () => senders.forEach((sender) => sender.say()));
  addEventListener("beforeunload", (event) => {
    if (senders.some((sender) => sender.form.isConnected && sender.unfinished())) event.preventDefault();
  });
})();
