
const REST = 150; // milliseconds without a key after which what was typed is a search to come back to

export function trail(list) {
let waiting; // what was typed and is not in the address yet
let editing = false; // whether typing has an entry of its own already
let resting;

history.scrollRestoration = "manual"; // the browser restores before the results are there
const note = (more) => history.replaceState({ ...history.state, scroll: scrollY, ...more }, "");

function write(url, push) {
if (new URL(url, location.href).href === location.href) return;
if (push) note();
history[push ? "pushState" : "replaceState"](null, "", url);
}

function flush() {
if (!waiting) return;
const { url, push, timer } = waiting;
clearTimeout(timer);
waiting = undefined;
write(url, push);
}

function forget() {
clearTimeout(waiting?.timer);
waiting = undefined;
editing = false;
}

addEventListener("scroll", () => {
clearTimeout(resting);
resting = setTimeout(() => note(), REST);
}, { passive: true });
addEventListener("pagehide", () => {
flush();
note();
});
list.addEventListener("click", ({ target }) => {
const link = target.closest("a");
if (!link) return;
flush();
note({ opened: link.href });
});

return {
forget,

settle() {
editing = false;
},

go(url) {
forget();
write(url, true);
},

type(url, first) {
const push = waiting ? waiting.push : !editing && !first;
clearTimeout(waiting?.timer);
editing = true;
waiting = { url, push, timer: setTimeout(flush, REST) };
},
};
}
