;(function () {
  'use strict'
  var button = document.querySelector('.menu')
  button.addEventListener('click', function () {
    var open = document.body.classList.toggle('menu-open')
    button.setAttribute('aria-expanded', String(open))
  })
  var current = document.querySelector('#nav [aria-current]')
  if (current && window.matchMedia('(min-width: 60rem)').matches) current.scrollIntoView({ block: 'nearest' })
})()
