'use strict'

const { posix: path } = require('path')

/** The relative path from the page that is being composed to the URL of a page of the site. */
module.exports = (to, { data: { root } }) => {
  if (!to || to.charAt() !== '/') return to || '#'
  const from = root.page.url
  if (!from) return (root.site.path || '') + to
  const hashAt = to.indexOf('#')
  const hash = hashAt < 0 ? '' : to.slice(hashAt)
  const target = hashAt < 0 ? to : to.slice(0, hashAt)
  if (target === from) return hash || path.basename(target)
  return (path.relative(path.dirname(from), target) || '.') + hash
}
