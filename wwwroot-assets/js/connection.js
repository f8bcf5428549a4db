// The two ways on after a lost circuit. blazor.web.js shows and hides the element around these buttons.
document.addEventListener('click', async event => {
  if (event.target.closest('[data-reload]')) {
    location.reload();
  }

  if (event.target.closest('[data-reconnect]') && !(await Blazor.reconnect())) {
    location.reload();
  }
});
