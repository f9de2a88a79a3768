// What this browser remembers. It may forbid that or have no room: then nothing is kept, and all else goes on.

const remembering = (act) => {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
};

export const read = (name) => remembering((storage) => storage.getItem(name));

// Whether there was room.
export const write = (name, value) => remembering((storage) => storage.setItem(name, value) ?? true) ?? false;

export const remove = (name) => remembering((storage) => storage.removeItem(name));

export const names = () => remembering((storage) => Object.keys(storage)) ?? [];
