// Keeping in this browser: the newest text follows as soon as the one before is kept.

export const keeping = (put) => {
  let again = false;
  const state = { holds: true, writing: null };
  const all = async () => {
    do {
      again = false;
      try {
        await put();
        state.holds = true;
      } catch {
        state.holds = false;
      }
    } while (again);
    state.writing = null;
  };
  const write = () => {
    if (state.writing) again = true;
    else state.writing = all();
    return state.writing;
  };
  return { state, write };
};
