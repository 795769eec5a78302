(function () {
  "use strict";
  var store = document.getElementById("values");
  if (!store) return;
  var data = JSON.parse(store.textContent);
  var SVG = "http://www.w3.org/2000/svg";
  var format = new Intl.NumberFormat(data.lang, { maximumFractionDigits: 2 });
  var on = data.policies.map(function () { return true; });
  var run = -1; // -1: all runs
  var places = {};
  var panelsOf = { growth: data.growth || [], feedback: data.feedback || [] };

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function say(text, gaps) { return text.replace(/\{(\w+)\}/g, function (_, name) { return gaps[name]; }); }
  function minus(text) { return text.replace(/^-/, "\u2212"); }
  function number(value) { return minus(format.format(value)); }
  function signed(value) { return value > 0 ? "+" + number(value) : number(value); }
  function make(name, attributes, parent) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    parent.appendChild(made);
    return made;
  }
  function chart(name) { return document.querySelector('svg[data-chart="' + name + '"]'); }
  function layer(name) {
    var svg = chart(name);
    var found = svg.querySelector(".overlay");
    return found || make("g", { "class": "overlay" }, svg);
  }
  function hue(policy) { return Math.min(policy, 4); }
  function across(panel, day) { return panel.box[0] + (day - panel.x[0]) / (panel.x[1] - panel.x[0]) * panel.box[2]; }
  function up(panel, value) { return panel.box[1] + (panel.y[1] - value) / (panel.y[1] - panel.y[0]) * panel.box[3]; }

  // ---- policies on and off, one run or all of them

  function show() {
    all("svg.chart [data-policy]").forEach(function (part) {
      var policy = Number(part.getAttribute("data-policy"));
      var piece = part.getAttribute("data-piece");
      if (data.swept && part.hasAttribute("data-point") === false && piece !== "name") return; // a panel, not a policy
      var kind = part.closest("svg").getAttribute("data-chart");
      var off = !on[policy];
      part.classList.toggle("gone", off && kind === "growth");
      part.classList.toggle("faint", off && kind !== "growth");
      if (kind === "growth") {
        part.classList.toggle("chosen", run >= 0 && piece === "runs");
        part.classList.toggle("dim", run >= 0 && (piece === "median" || piece === "band" || piece === "difference"));
        if (piece === "runs") {
          all("path", part).forEach(function (line, k) { line.classList.toggle("this", k === run); });
        }
      }
    });
    all("[data-policy-row]").forEach(function (row) {
      row.classList.toggle("off", !on[Number(row.getAttribute("data-policy-row"))]);
    });
    all("[data-step=all]").forEach(function (button) { button.setAttribute("aria-pressed", String(run < 0)); });
    all("[data-world]").forEach(function (output) {
      output.textContent = run < 0
        ? say(data.words.drawn, { n: number((data.runs || []).length), all: number(data.all) })
        : say(data.words.of_run, { n: number(data.runs[run].world) });
    });
    rings();
    read("growth");
    read("feedback");
  }

  function rings() {
    var svg = chart("shitstorm");
    if (!svg || !data.runs) return;
    var over = layer("shitstorm");
    over.textContent = "";
    if (run < 0) return;
    data.runs[run].wind.forEach(function (force, policy) {
      var cell = svg.querySelector('[data-piece="strip"][data-policy="' + policy + '"][data-more="' + force + '"] path');
      if (!cell || !on[policy]) return;
      var box = cell.getBBox();
      make("rect", { "class": "ring", x: box.x, y: box.y, width: box.width, height: box.height }, over);
    });
  }

  // ---- values of a day

  function nearest(days, day) {
    var best = 0;
    days.forEach(function (one, k) { if (Math.abs(one - day) < Math.abs(days[best] - day)) best = k; });
    return best;
  }

  function bin(edges, day) {
    for (var k = edges.length - 2; k > 0; k -= 1) if (day >= edges[k]) return k;
    return 0;
  }

  function entry(list, policy, parts) {
    var item = document.createElement("li");
    item.className = "p" + hue(policy);
    var line = document.createElement("span");
    line.className = "line";
    item.appendChild(line);
    var text = document.createElement("span");
    text.appendChild(document.createTextNode(data.policies[policy] + ": "));
    parts.forEach(function (part, k) {
      if (k) text.appendChild(document.createTextNode(" "));
      var piece = document.createElement(part[1] ? "b" : "span");
      piece.textContent = part[0];
      text.appendChild(piece);
    });
    item.appendChild(text);
    list.appendChild(item);
  }

  function readGrowth(panels, day, list, over) {
    var ahead = {};
    panels.forEach(function (panel) {
      var k = nearest(panel.days, day);
      var x = across(panel, panel.days[k]);
      make("line", { "class": "cursor", x1: x, x2: x, y1: panel.box[1], y2: panel.box[1] + panel.box[3] }, over);
      panel.lines.forEach(function (line) {
        if (!on[line.policy]) return;
        var one = run >= 0 && line.runs && line.runs[run];
        if (panel.kind === "difference") {
          ahead[line.policy] = line.median[k];
          if (run >= 0) return;
        }
        var value = one ? one[k] : line.median[k];
        make("circle", { "class": "dot q" + hue(line.policy), cx: x, cy: up(panel, value), r: 6 }, over);
      });
    });
    panels.forEach(function (panel, p) {
      if (panel.kind !== "growth") return;
      var k = nearest(panel.days, day);
      panel.lines.forEach(function (line) {
        if (!on[line.policy] || (data.swept && p !== places.panel)) return;
        var one = run >= 0 && line.runs && line.runs[run];
        var value = one ? one[k] : line.median[k];
        var parts = [[number(one ? line.start + value : line.there[k]), true], ["(" + signed(value) + ")"]];
        if (run >= 0 && data.runs) parts.push(["· " + data.words.strongest + " " + data.runs[run].wind[line.policy]]);
        else if (line.policy in ahead) parts.push(["· " + data.words.ahead + " " + signed(ahead[line.policy])]);
        entry(list, line.policy, parts);
      });
    });
  }

  function readFeedback(panels, day, list, over) {
    panels.forEach(function (panel) {
      var k = bin(panel.days, day);
      var line = panel.lines[0];
      if (!on[line.policy]) return;
      var x = across(panel, (panel.days[k] + panel.days[k + 1]) / 2);
      make("line", { "class": "cursor", x1: x, x2: x, y1: panel.box[1], y2: panel.box[1] + panel.box[3] }, over);
      var parts = [];
      ["praise", "criticism"].forEach(function (kind, side) {
        var flow = line[kind];
        if (run >= 0 && flow.runs[run]) {
          step(panel, flow.runs[run], side ? -1 : 1, over);
          parts.push([data.words[kind]], [number(flow.runs[run][k]) + (side ? "" : ","), true]);
        } else {
          var most = say(data.words.up_to, { n: number(flow.high[k]) });
          parts.push([data.words[kind]], [number(flow.mean[k]), true], ["(" + most + ")" + (side ? "" : ",")]);
        }
      });
      entry(list, line.policy, parts);
    });
  }

  function step(panel, values, sign, over) {
    var path = "";
    values.forEach(function (value, k) {
      var y = up(panel, Math.max(panel.y[0], Math.min(panel.y[1], sign * value)));
      path += (k ? "L" : "M") + across(panel, panel.days[k]) + " " + y + "H" + across(panel, panel.days[k + 1]);
    });
    make("path", { "class": "single", d: path }, over);
  }

  function read(name) {
    var reader = document.querySelector('[data-reader="' + name + '"]');
    var panels = panelsOf[name];
    if (!reader || !panels.length) return;
    var day = Number(reader.querySelector("input").value);
    var over = layer(name);
    var list = reader.querySelector(".values");
    over.textContent = "";
    list.textContent = "";
    reader.querySelector("[data-day]").textContent = number(day);
    if (name === "growth") readGrowth(panels, day, list, over); else readFeedback(panels, day, list, over);
  }

  // ---- what people do

  function point(name, event) {
    var svg = chart(name);
    var place = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    panelsOf[name].forEach(function (panel, k) {
      var inside = place.x >= panel.box[0] && place.x <= panel.box[0] + panel.box[2] &&
        place.y >= panel.box[1] && place.y <= panel.box[1] + panel.box[3];
      if (!inside) return;
      places.panel = k;
      var day = panel.x[0] + (place.x - panel.box[0]) / panel.box[2] * (panel.x[1] - panel.x[0]);
      var input = document.querySelector('[data-reader="' + name + '"] input');
      input.value = String(name === "feedback" ? Math.floor(day) : Math.round(day));
      read(name);
    });
  }

  function prepare(name) {
    var reader = document.querySelector('[data-reader="' + name + '"]');
    var panels = panelsOf[name];
    if (!reader || !panels.length) return;
    var input = reader.querySelector("input");
    var days = panels[0].days;
    input.max = String(name === "feedback" ? days[days.length - 1] - 1 : days[days.length - 1]);
    input.value = input.max;
    input.addEventListener("input", function () { read(name); });
    chart(name).addEventListener("pointermove", function (event) { point(name, event); });
    chart(name).addEventListener("pointerdown", function (event) { point(name, event); });
    reader.hidden = false;
  }

  all(".controls").forEach(function (controls) {
    if (data.policies.length < 2 && !(data.runs || []).length) return;
    all("input", controls).forEach(function (box) {
      box.addEventListener("change", function () { on[Number(box.value)] = box.checked; show(); });
      on[Number(box.value)] = box.checked;
    });
    all("[data-step]", controls).forEach(function (button) {
      button.addEventListener("click", function () {
        var by = button.getAttribute("data-step");
        var n = data.runs.length;
        run = by === "all" ? -1 : run < 0 ? (by === "1" ? 0 : n - 1) : (run + Number(by) + n) % n;
        show();
      });
    });
    controls.hidden = false;
  });
  document.documentElement.classList.toggle("many", data.policies.length > 4);
  all("details").forEach(function (part) { part.open = false; });
  window.addEventListener("beforeprint", function () { all("details").forEach(function (part) { part.open = true; }); });
  places.panel = 0;
  prepare("growth");
  prepare("feedback");
  show();
}());
