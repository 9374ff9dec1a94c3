// The browser's history: an entry for each search that came to rest, with the place that the reader had on its page.

const REST = 150; // milliseconds without a key after which what was typed is a search to come back to

/** @param {HTMLElement} list the results; the one that is opened is noted with the place */
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
    /** Forget what was typed and not stored: the address is another by now. */
    forget,

    /** What is typed next is another search than the one that stands there. */
    settle() {
      editing = false;
    },

    /** Add an entry. */
    go(url) {
      forget();
      write(url, true);
    },

    /**
     * Store what is being typed once it rests: in an entry of its own, which the further letters change.
     * @param {string} url
     * @param {boolean} first whether nothing was asked for before, so that there is nothing to come back to
     */
    type(url, first) {
      const push = waiting ? waiting.push : !editing && !first;
      clearTimeout(waiting?.timer);
      editing = true;
      waiting = { url, push, timer: setTimeout(flush, REST) };
    },
  };
}
