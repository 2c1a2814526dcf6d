// Sends changes one after the other and keeps those that did not get through: in this page, and in the browser in
// case the page is closed. Each change says what the person saw, so that nobody is overwritten silently.
"use strict";

class Saver {
  static WAITS = [2, 5, 10, 20, 30]; // seconds before a lost change is tried again

  constructor({ key, url, token, answered, clashed, wrong, told }) {
    Object.assign(this, { store: `soat-${key}`, url, token, answered, clashed, wrong, told });
    this.queue = this.kept();
    this.busy = false;
    this.tries = 0;
    addEventListener("online", () => this.pump());
    addEventListener("beforeunload", (event) => {
      if (this.queue.length) event.preventDefault();
    });
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.store)) ?? [];
    } catch {
      return [];
    }
  }

  keep() {
    try {
      if (this.queue.length) localStorage.setItem(this.store, JSON.stringify(this.queue));
      else localStorage.removeItem(this.store);
    } catch {
      // A browser that keeps nothing still has the queue in this page.
    }
  }

  // A later value of a field that still waits takes the earlier one's place; what was seen stays the same.
  push(ask) {
    const waiting = this.queue.slice(this.busy ? 1 : 0);
    const same = waiting.find((one) => ask.op === "set" && one.op === "set" && one.item === ask.item && one.field === ask.field);
    if (same) same.value = ask.value;
    else this.queue.push(ask);
    this.keep();
    this.pump();
  }

  async pump() {
    clearTimeout(this.timer);
    if (this.busy || !this.queue.length) return;
    this.busy = true;
    this.told("saving");
    const ask = this.queue[0];
    const done = await this.send(ask);
    this.busy = false;
    if (!done) return;
    this.tries = 0;
    this.queue.shift();
    this.keep();
    if (this.queue.length) this.pump();
    else this.told(this.refused ? "refused" : "saved");
  }

  async send(ask) {
    const content = new FormData();
    for (const [name, value] of Object.entries(ask)) content.append(name, value);
    content.append("csrfmiddlewaretoken", this.token);
    let response;
    let data;
    try {
      response = await fetch(this.url, { method: "POST", body: content, headers: { "X-Review": "1" }, redirect: "error" });
      data = response.headers.get("Content-Type")?.includes("json") ? await response.json() : null;
    } catch {
      return this.lost(navigator.onLine ? "left" : "lost");
    }
    if (response.status >= 500) return this.lost("lost");
    if (!data) return this.lost("left");
    this.refused = !response.ok;
    if (response.ok) this.taken(ask, data);
    else if (data.clash) this.clashed(ask, data);
    else this.wrong(ask, data.reason);
    return true;
  }

  // What waits behind this change must have seen what it made.
  taken(ask, data) {
    const now = data.now?.[ask.item] ?? {};
    for (const one of this.queue.slice(1)) {
      if (one.item === ask.item && one.op === "set" && one.field in now) one.before = JSON.stringify(now[one.field]);
    }
    this.answered(ask, data);
  }

  lost(why) {
    const wait = Saver.WAITS[Math.min(this.tries, Saver.WAITS.length - 1)];
    this.tries += 1;
    this.told(why);
    this.timer = setTimeout(() => this.pump(), wait * 1000);
    return false;
  }
}
