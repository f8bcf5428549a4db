// A short message of the browser itself; the server's come through the circuit.
export function say(text, state = 'ok') {
  const toast = document.createElement('div');
  toast.className = `toast own ${state}`;
  toast.setAttribute('role', 'status');
  toast.textContent = text;
  document.body.append(toast);
  setTimeout(() => toast.remove(), 4000);
}
