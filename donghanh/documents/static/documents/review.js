// The review: each value is changed where it stands and saved at once; words of the paper are tied to values; the
// keyboard alone is enough. Without this script every value has a page of its own.
"use strict";

(() => {
  const IDLE = 1200; // milliseconds without a key before a text is saved
  const NEWS = 20_000; // between two looks at what others changed
  const SAID = {
    refused: "Thay đổi cuối chưa lưu được; Đồng chí xem chỗ báo đỏ.",
    saving: "Đang lưu…",
    lost: "Mất kết nối. Thay đổi được giữ trên máy này và sẽ tự lưu lại.",
    left: "Chưa lưu được: máy chủ không trả lời, hoặc phiên đăng nhập đã hết. Thay đổi được giữ trên máy này.",
  };

  function points(text) {
    return [...text].length;
  }

  function parsed(html) {
    const made = document.createElement("template");
    made.innerHTML = html.trim();
    return made.content.firstElementChild;
  }

  class Review {
    constructor(root) {
      this.root = root;
      this.values = root.querySelector(".pane-values");
      this.paper = root.querySelector("#paper");
      this.version = Number(root.dataset.version);
      this.timers = new Map();
      this.saver = new Saver({
        key: root.dataset.key,
        url: root.dataset.edit,
        token: root.querySelector("[name=csrfmiddlewaretoken]").value,
        answered: (ask, data) => this.answered(ask, data),
        clashed: (ask, data) => this.clashed(data),
        wrong: (ask, reason) => this.wrong(ask, reason),
        told: (state) => this.tell(state),
      });
      this.listen();
      this.ready();
      this.saver.pump();
      setInterval(() => this.look(), NEWS);
    }

    listen() {
      this.root.addEventListener("click", (event) => this.clicked(event));
      this.root.addEventListener("submit", (event) => this.submitted(event));
      this.root.addEventListener("input", (event) => this.typed(event, IDLE));
      this.root.addEventListener("change", (event) => this.typed(event, 0));
      this.root.addEventListener("keydown", (event) => this.keyed(event));
      document.addEventListener("selectionchange", () => this.selected());
    }

    ready() {
      for (const button of this.root.querySelectorAll("[data-next-needy], [data-help]")) button.hidden = false;
    }

    // --- what is saved, and what comes back ---

    tell(state) {
      const place = this.root.querySelector("[data-save-state]");
      const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
      place.textContent = state === "saved" ? `Đã lưu lúc ${time}.` : SAID[state];
      place.dataset.state = state;
      if (state !== "lost" && state !== "left") return;
      const again = document.createElement("button");
      again.type = "button";
      again.className = "btn btn-sm";
      again.textContent = "Thử lại";
      again.addEventListener("click", () => this.saver.pump());
      place.append(" ", again);
    }

    answered(ask, data) {
      this.apply(data);
      for (const [item, now] of Object.entries(data.now ?? {})) this.seen(item, now);
      this.root.querySelector(`[data-item-form="${CSS.escape(ask.item ?? "")}"] [data-words-wrong]`)?.replaceChildren();
      if (ask.op === "set") this.error(ask.item, ask.field, "");
      if (ask.op === "add") this.root.querySelector(`[data-group="${ask.list}"] [data-add-place]`)?.replaceChildren();
      if (["add", "split"].includes(ask.op)) this.focus(data.last);
    }

    apply(data) {
      if (data.reload) return location.reload();
      this.version = data.version;
      for (const [name, html] of Object.entries(data.groups)) this.renewGroup(name, html);
      for (const [item, html] of Object.entries(data.entries)) this.renewEntry(item, html);
      const state = this.root.querySelector("[data-save-state]");
      const bar = parsed(data.bar);
      bar.querySelector("[data-save-state]").replaceWith(state);
      this.root.querySelector("[data-bar]").replaceWith(bar);
      this.ready();
      if (data.moved) this.renewPaper();
      return undefined;
    }

    renewEntry(item, html) {
      const old = document.getElementById(`v${item}`);
      if (!old) return;
      const made = parsed(html);
      const held = old.querySelector(".entry-view").contains(document.activeElement);
      old.className = made.className;
      old.toggleAttribute("data-needy", made.hasAttribute("data-needy"));
      old.querySelector(".entry-view").replaceWith(made.querySelector(".entry-view"));
      if (held) this.focus(item);
    }

    renewGroup(name, html) {
      const old = this.root.querySelector(`[data-group="${name}"]`);
      const made = parsed(html);
      made.open = old.open;
      const open = old.querySelector("[data-item-form]")?.dataset.itemForm;
      const held = old.contains(document.activeElement);
      old.replaceWith(made);
      const there = open && document.getElementById(`v${open}`);
      if (there) this.open(open);
      else if (held) made.querySelector("summary").focus();
    }

    async renewPaper() {
      const response = await fetch(location.pathname, { headers: { "HX-Request": "true", "HX-Target": "paper" } }).catch(() => null);
      if (!response?.ok) return;
      const made = parsed(await response.text());
      this.paper.replaceChildren(...made.childNodes);
      this.paper.dispatchEvent(new CustomEvent("paper:renewed"));
    }

    // The next change of a field must say that it saw this value.
    seen(item, now) {
      const form = this.root.querySelector(`[data-item-form="${CSS.escape(item)}"]`);
      if (!form) return;
      for (const [field, value] of Object.entries(now)) {
        const before = form.querySelector(`[name="truoc-${field}"]`);
        if (before) before.value = JSON.stringify(value);
        if (field === "span") form.querySelector("[data-span]").value = JSON.stringify(value);
      }
    }

    clashed(data) {
      const entry = document.getElementById(`v${data.item}`);
      if (!entry) return;
      entry.querySelector("[data-clash]")?.remove();
      const box = parsed(data.clash);
      entry.querySelector("[data-edit-place]").append(box);
      box.querySelector("button").focus();
    }

    wrong(ask, reason) {
      if (ask.op === "set") return this.error(ask.item, ask.field, reason);
      const place = ask.op === "add"
        ? this.root.querySelector(`[data-add-form="${ask.list}"] > [data-wrong]`)
        : this.root.querySelector(`[data-item-form="${CSS.escape(ask.item ?? "")}"] [data-words-wrong]`);
      if (place) place.replaceChildren(this.line(reason));
      else document.getElementById("messages").replaceChildren(this.line(reason, "note note-error"));
      return undefined;
    }

    error(item, field, reason) {
      const place = this.root.querySelector(`[data-item-form="${CSS.escape(item)}"] [data-field="${field}"]`);
      if (!place) return;
      const input = place.querySelector("input, select, textarea");
      const words = place.querySelector("[data-wrong]");
      input.toggleAttribute("aria-invalid", Boolean(reason));
      if (reason) {
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", words.id);
      }
      words.setAttribute("role", "alert");
      words.replaceChildren(...(reason ? [this.line(reason)] : []));
    }

    line(text, name = "") {
      const made = document.createElement("p");
      made.textContent = text;
      made.className = name;
      return made;
    }

    // What others changed meanwhile.
    async look() {
      if (document.hidden || this.saver.queue.length) return;
      const response = await fetch(`${this.root.dataset.changes}?tu=${this.version}`).catch(() => null);
      if (!response?.ok || !response.headers.get("Content-Type")?.includes("json")) return;
      const data = await response.json();
      if (data.reload || data.version !== this.version) this.apply(data);
    }

    // --- one value's form ---

    async open(item) {
      const entry = document.getElementById(`v${item}`);
      const place = entry?.querySelector("[data-edit-place]");
      if (!place) return;
      if (!place.querySelector("[data-item-form]")) {
        const address = this.root.dataset.item.replace("MUC", encodeURIComponent(item));
        const response = await fetch(address, { headers: { "X-Review": "1" } }).catch(() => null);
        if (!response?.ok) return this.tell("lost");
        place.prepend(parsed(await response.text()));
      }
      place.querySelector("input:not([type=hidden]), select, textarea")?.focus();
      return undefined;
    }

    close(entry) {
      for (const input of entry.querySelectorAll("[data-item-form] [name]")) this.save(input);
      entry.querySelector("[data-item-form]")?.remove();
      this.focus(entry.dataset.v);
    }

    focus(item) {
      const entry = document.getElementById(`v${item}`);
      if (!entry) return;
      entry.closest("details").open = true;
      (entry.querySelector("a.value-text") ?? entry.querySelector("[data-edits]")).focus();
      entry.scrollIntoView({ block: "nearest" });
    }

    typed(event, wait) {
      const input = event.target;
      const field = input.closest("[data-item-form] [data-field]");
      if (!field || (wait && !field.matches(".field-text, .field-long"))) return;
      clearTimeout(this.timers.get(input));
      this.timers.set(input, setTimeout(() => this.save(input), wait));
    }

    save(input) {
      clearTimeout(this.timers.get(input));
      const field = input.closest("[data-field]");
      const form = input.closest("[data-item-form]");
      if (!field || !form || input.type === "hidden") return;
      const value = input.type === "checkbox" ? (input.checked ? "1" : "") : input.value;
      const saved = input.dataset.saved ?? (input.type === "checkbox" ? (input.defaultChecked ? "1" : "") : this.first(input));
      if (value === saved) return;
      input.dataset.saved = value;
      const before = field.querySelector("[type=hidden]").value;
      this.saver.push({ op: "set", item: form.dataset.itemForm, field: field.dataset.field, value, before });
    }

    first(input) {
      return input.matches("select") ? ([...input.options].find((one) => one.defaultSelected)?.value ?? input.options[0].value) : input.defaultValue;
    }

    split(form) {
      const area = form.querySelector('[data-field="text"] textarea');
      this.save(area);
      this.saver.push({ op: "split", item: form.dataset.itemForm, at: points(area.value.slice(0, area.selectionStart)), before: JSON.stringify(area.value) });
      form.remove();
    }

    async adding(link) {
      const place = link.closest("details").querySelector("[data-add-place]");
      const response = await fetch(link.href, { headers: { "X-Review": "1" } }).catch(() => null);
      if (!response?.ok) return this.tell("lost");
      place.replaceChildren(parsed(await response.text()));
      place.querySelector("input:not([type=hidden]), select, textarea").focus();
      return undefined;
    }

    clicked(event) {
      const target = event.target;
      const entry = target.closest(".entry");
      const deeds = {
        "[data-edits]": () => this.open(target.closest("[data-edits]").dataset.edits),
        "[data-close]": () => this.close(entry),
        "[data-remove]": () => this.saver.push({ op: "remove", item: entry.dataset.v }),
        "[data-split]": () => this.split(target.closest("[data-item-form]")),
        "[data-tie-typed]": () => this.tieTyped(target.closest("[data-item-form]")),
        "[data-adds]": () => this.adding(target.closest("[data-adds]")),
        "[data-cancel]": () => target.closest("[data-add-form]").remove(),
        "[data-take-theirs]": () => this.takeTheirs(target.closest("[data-clash]")),
        "[data-tie-value]": () => this.tieSelected(),
        "[data-tie-task]": () => this.addSelected(),
        "[data-next-needy]": () => this.step("[data-needy]", 1),
        "[data-help]": () => this.root.querySelector("dialog").showModal(),
      };
      const found = Object.keys(deeds).find((name) => target.closest(name));
      if (!found || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      deeds[found]();
    }

    submitted(event) {
      const form = event.target;
      const ask = Object.fromEntries(new FormData(form, event.submitter));
      delete ask.csrfmiddlewaretoken;
      if (form.matches("[data-deed]")) this.saver.push(ask);
      else if (form.matches("[data-take-mine]")) {
        form.closest("[data-clash]").remove();
        this.saver.push(ask);
      } else if (form.matches("[data-add-form]")) {
        for (const name of Object.keys(ask)) if (name.startsWith("truoc-") || ask[name] === "") delete ask[name];
        this.saver.push({ ...ask, op: "add", list: form.dataset.addForm });
      } else return;
      event.preventDefault();
    }

    // Somebody else's value stays: the form is made anew with it.
    takeTheirs(box) {
      const item = box.dataset.item;
      box.closest("[data-edit-place]").replaceChildren();
      this.look();
      this.open(item);
    }

    // --- words of the paper ---

    selection() {
      const chosen = getSelection();
      if (!chosen.rangeCount || chosen.isCollapsed) return null;
      const range = chosen.getRangeAt(0);
      const [start, end] = [this.at(range.startContainer, range.startOffset), this.at(range.endContainer, range.endOffset)];
      return start === null || end === null || end <= start ? null : { start, end, text: chosen.toString() };
    }

    // The place in the text of a place in the page: the line knows where it begins.
    at(node, offset) {
      const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      const line = element.closest("[data-at]");
      if (!line || !this.paper.contains(line)) return null;
      const range = document.createRange();
      range.setStart(line, 0);
      range.setEnd(node, offset);
      return Number(line.dataset.at) + points(range.toString());
    }

    selected() {
      const words = this.selection();
      const box = this.root.querySelector("[data-tie]");
      box.hidden = !words;
      if (words) box.querySelector("[data-tie-value]").hidden = !this.root.querySelector("[data-item-form]");
    }

    tieSelected() {
      const words = this.selection();
      const form = this.root.querySelector(".entry:has([data-item-form]:focus-within) [data-item-form]") ?? [...this.root.querySelectorAll("[data-item-form]")].at(-1);
      if (!words || !form) return;
      this.tie(form, { start: words.start, end: words.end });
      getSelection().removeAllRanges();
    }

    tieTyped(form) {
      this.tie(form, { words: form.querySelector("[data-words]").value });
    }

    tie(form, words) {
      const before = form.querySelector("[data-span]").value || "null";
      this.saver.push({ op: "tie", item: form.dataset.itemForm, before, ...words });
    }

    addSelected() {
      const words = this.selection();
      if (!words) return;
      this.saver.push({ op: "add", list: "tasks", text: words.text, start: words.start, end: words.end });
      getSelection().removeAllRanges();
    }

    // --- the keyboard ---

    keyed(event) {
      const typing = event.target.matches("input, textarea, select");
      if (event.key === "Escape" && event.target.closest("[data-item-form]")) return this.close(event.target.closest(".entry"));
      if (typing && event.key === "Enter" && event.target.matches("[data-words]")) {
        event.preventDefault();
        return this.tieTyped(event.target.closest("[data-item-form]"));
      }
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("dialog")) return undefined;
      const deeds = {
        n: () => this.step("[data-needy]", 1),
        p: () => this.step("[data-needy]", -1),
        j: () => this.step(".entry", 1),
        k: () => this.step(".entry", -1),
        e: () => this.open(this.here()),
        c: () => this.here() && this.saver.push({ op: "check", item: this.here(), value: "1" }),
        g: () => this.tieSelected(),
        "?": () => this.root.querySelector("dialog").showModal(),
      };
      const deed = deeds[event.key.toLowerCase()];
      if (!deed) return undefined;
      event.preventDefault();
      return deed();
    }

    // The value at which the person is: its line, or the words of the paper that it was read from.
    here() {
      const near = document.activeElement.closest(".entry, .w");
      return near?.dataset.v ?? near?.dataset.i.split(" ")[0];
    }

    step(kind, way) {
      const all = [...this.values.querySelectorAll(".entry")];
      const wanted = all.filter((entry) => entry.matches(kind));
      if (!wanted.length) return;
      const at = all.indexOf(document.getElementById(`v${this.here()}`));
      const next = way > 0 ? wanted.find((entry) => all.indexOf(entry) > at) : wanted.findLast((entry) => all.indexOf(entry) < at);
      const entry = next ?? wanted.at(way > 0 ? 0 : -1);
      const pane = this.root.querySelector('[name="pane"][value="values"]');
      pane.checked = true;
      this.focus(entry.dataset.v);
      entry.scrollIntoView({ block: "center" });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const root of document.querySelectorAll("[data-review]")) new Review(root);
  });
})();
