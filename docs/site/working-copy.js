'use strict'

// Gives Antora the manual as it lies in the working copy. Antora itself reads clones of git only: neither linked worktrees nor
// the sources of an archive.

const fs = require('fs')
const ospath = require('path')
const yaml = require('js-yaml')
const File = require('vinyl')

module.exports.register = function () {
  this.once('contentAggregated', ({ contentAggregate }) => {
    const root = ospath.dirname(__dirname)
    const origin = { type: 'git', url: 'https://github.com/quarkiverse/quarkus-schema-migrations.git', branch: 'main', refname: 'main',
      reftype: 'branch', startPath: 'docs', worktree: root, descriptor: {} }
    const descriptor = yaml.load(fs.readFileSync(ospath.join(root, 'antora.yml'), 'utf8'))
    const files = filesIn(root, 'modules').map((path) => file(root, path, origin))
    contentAggregate.push({ ...descriptor, files, origins: new Set([origin]) })
  })
}

function filesIn (root, folder) {
  return fs.readdirSync(ospath.join(root, folder)).sort().flatMap((name) => {
    const path = folder + '/' + name
    return fs.statSync(ospath.join(root, path)).isDirectory() ? filesIn(root, path) : [path]
  })
}

function file (root, path, origin) {
  const abspath = ospath.join(root, path)
  const { base: basename, name: stem, ext: extname } = ospath.parse(path)
  return new File({
    path,
    contents: fs.readFileSync(abspath),
    stat: fs.statSync(abspath),
    src: { path, basename, stem, extname, abspath, origin },
  })
}
