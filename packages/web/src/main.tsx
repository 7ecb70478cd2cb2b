// A newer version was installed under an open page: its parts have other names now.
window.addEventListener('vite:preloadError', () => window.location.reload())

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')

// A phone that asks for the public pages must not load the desk.
if (/^\/guide(\/|$)/.test(window.location.pathname))
  void import('./public/guide/guide.tsx').then(({ showGuide }) => showGuide(root))
else if (window.location.pathname.startsWith('/l/'))
  void import('./public/links/link.tsx').then(({ showLink }) => showLink(root))
else if (window.location.pathname.startsWith('/r/'))
  void import('./public/rating/rating.tsx').then(({ showRating }) => showRating(root))
else void import('./desk.tsx').then(({ showDesk }) => showDesk(root))

export {} // a module, so that its names stay its own
