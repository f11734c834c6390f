// Whoever is asked who they are has signed out, or is somebody else: drafting pages that this browser kept are not theirs to read.
// The words themselves stay, by person, until their author comes back.
export default function forgetPages() {
  globalThis.caches?.delete("drafting-pages").catch(() => {});
}
