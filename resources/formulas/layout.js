// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors

// Makes a formula into a flat list of things to draw. KaTeX reads the TeX and builds its tree of boxes, in
// which every box has a height and a depth; here that tree gets its widths and places, by the rules that
// KaTeX's style sheet tells a browser. Units are em of the formula's font, y grows downwards, and every base
// (a piece between two places where a line may end) has its own origin on its baseline.
//
// The list is a Float32Array of records, each begun by its kind:
//   0 base   width height depth flags          1: a new line begins here, 2: a tag for the margin
//   1 glyph  font codePoint x y size color     font: place in the names given to use()
//   2 rule   x y width height color ground     (x, y): upper left; ground: a filled area, not a line
//   3 path   string x y scaleX scaleY clipX clipY clipWidth clipHeight color
//   4 line   x1 y1 x2 y2 width color dashed
//   5 text   string x y size style color       style: 1 bold, 2 italic; letters that no font of KaTeX has
// color: place in the strings, -1: that of the text around. Plain ES6, for Qt's engine.
var touchstoneLayout = (function () {
    'use strict';

    const Base = 0, Glyph = 1, Rule = 2, Path = 3, Line = 4, Text = 5;
    const NewLine = 1, Tag = 2;
    const Sizes = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488];
    const MostNumbers = 2000000;

    let fontNames = {};
    let host = null;
    const advances = [];

    // What katex.css says of a class: the font, where lines of a stack stand, room at the sides, and how the
    // box is to be treated (kind).
    const Classes = {
        textbf: {bold: true}, textit: {italic: true}, textrm: {family: 'Main'}, textsf: {family: 'SansSerif'},
        texttt: {family: 'Typewriter'}, mathnormal: {family: 'Math', italic: true},
        mathit: {family: 'Main', italic: true}, mathrm: {italic: false},
        mathbf: {family: 'Main', bold: true}, boldsymbol: {family: 'Math', bold: true, italic: true},
        amsrm: {family: 'AMS'}, mathbb: {family: 'AMS'}, textbb: {family: 'AMS'},
        mathcal: {family: 'Caligraphic'}, mathfrak: {family: 'Fraktur'}, textfrak: {family: 'Fraktur'},
        mathboldfrak: {family: 'Fraktur', bold: true}, textboldfrak: {family: 'Fraktur', bold: true},
        mathtt: {family: 'Typewriter'}, mathscr: {family: 'Script'}, textscr: {family: 'Script'},
        mathsf: {family: 'SansSerif'}, mathboldsf: {family: 'SansSerif', bold: true},
        textboldsf: {family: 'SansSerif', bold: true}, mathitsf: {family: 'SansSerif', italic: true},
        textitsf: {family: 'SansSerif', italic: true}, mathsfit: {family: 'SansSerif', italic: true},
        mainrm: {family: 'Main', italic: false},
        'small-op': {family: 'Size1'}, 'large-op': {family: 'Size2'},
        'delim-size1': {family: 'Size1'}, 'delim-size4': {family: 'Size4'},

        msupsub: {align: 0}, mfrac: {align: 0.5}, 'op-limits': {align: 0.5}, accent: {align: 0.5},
        'col-align-l': {align: 0}, 'col-align-c': {align: 0.5}, 'col-align-r': {align: 1},
        'svg-align': {align: 0}, 'x-arrow': {align: 0.5}, mover: {align: 0.5}, munder: {align: 0.5},

        root: {marginLeft: 0.27777778, marginRight: -0.55555556},
        'x-arrow-pad': {padLeft: 0.5, padRight: 0.5}, 'cd-arrow-pad': {padLeft: 0.27778, padRight: 0.55556},
        boxpad: {padLeft: 0.3, padRight: 0.3}, 'cancel-pad': {padLeft: 0.2, padRight: 0.2},
        'cancel-lap': {marginLeft: -0.2, marginRight: -0.2}, anglpad: {padLeft: 0.03889, padRight: 0.03889},
        nulldelimiter: {width: 0.12},

        strut: {kind: 'nothing'}, pstrut: {kind: 'nothing'}, fix: {kind: 'nothing'}, 'vlist-s': {kind: 'nothing'},
        'vlist-t': {kind: 'stack'}, 'frac-line': {kind: 'line'}, 'overline-line': {kind: 'line'},
        'underline-line': {kind: 'line'}, hline: {kind: 'line'}, hdashline: {kind: 'line'},
        rule: {kind: 'rule'}, 'vertical-separator': {kind: 'separator'},
        llap: {kind: 'lap', lap: 1}, clap: {kind: 'lap', lap: 0.5}, rlap: {kind: 'lap', lap: 0},
        thinbox: {width: 0}, 'accent-body': {kind: 'accent'}, 'accent-full': {kind: 'row'},
        fbox: {kind: 'frame'}, fcolorbox: {kind: 'frame'}, colorbox: {kind: 'frame'}, angl: {kind: 'frame'},
        sout: {kind: 'frame'}, 'hide-tail': {kind: 'stretch'}, stretchy: {kind: 'stretch'},
        'halfarrow-left': {kind: 'part', part: [0, 0.502]}, 'halfarrow-right': {kind: 'part', part: [0.498, 0.502]},
        'brace-left': {kind: 'part', part: [0, 0.251]}, 'brace-center': {kind: 'part', part: [0.25, 0.5]},
        'brace-right': {kind: 'part', part: [0.749, 0.251]},
        'cd-label-left': {kind: 'label', side: -1}, 'cd-label-right': {kind: 'label', side: 1}
    };

    function bareName(name) {
        return name.indexOf('katex-') === 0 ? name.substring(6) : name;
    }

    function em(value) {
        const number = parseFloat(value);
        return number === number ? number : 0;
    }

    // What the list grows in.
    let numbers = null, used = 0, strings = null, stringPlaces = null;

    function put(record) {
        if (used + record.length > numbers.length) {
            if (used > MostNumbers)
                throw new Error('The formula is too large.');
            const larger = new Float32Array(numbers.length * 2);
            larger.set(numbers);
            numbers = larger;
        }
        numbers.set(record, used);
        used += record.length;
    }

    function placeOf(string) {
        const known = stringPlaces['$' + string];
        if (known !== undefined)
            return known;
        strings.push(string);
        return stringPlaces['$' + string] = strings.length - 1;
    }

    function colorOf(style) {
        return style.color === '' ? -1 : placeOf(style.color);
    }

    function shows(style) {
        return style.color !== 'transparent';
    }

    // ---- style: what a box inherits -------------------------------------------------------------------

    const RootStyle = {
        size: 1, family: 'Main', bold: false, italic: false, align: 0, color: '', shadow: false
    };

    function copied(style) {
        return {
            size: style.size, family: style.family, bold: style.bold, italic: style.italic, align: style.align,
            color: style.color, shadow: style.shadow
        };
    }

    // Reads a box's classes and own style once; the result hangs on the box.
    function prepare(node, parent) {
        let style = parent;
        const box = {style: parent, kind: 'row', padLeft: 0, padRight: 0, marginLeft: 0, marginRight: 0, width: -1,
                     lap: 0, part: null, side: 0, names: '', content: 0, pieces: null};
        const own = function () {
            if (style === parent)
                style = copied(parent);
            return style;
        };
        const classes = node.classes || [];
        let delimiterSize = '';
        let delimiter = false;
        for (let i = 0; i < classes.length; ++i) {
            const name = bareName(classes[i]);
            if (name.indexOf('reset-size') === 0) {
                const from = Sizes[parseInt(name.substring(10), 10)];
                const to = Sizes[parseInt(bareName(classes[i + 1] || '').substring(4), 10)];
                if (from && to)
                    own().size *= to / from;
                ++i;
                continue;
            }
            if (name === 'delimsizing')
                delimiter = true;
            else if (/^size[1-4]$/.test(name))
                delimiterSize = 'Size' + name.charAt(4);
            const rule = Classes[name];
            if (rule === undefined)
                continue;
            if (rule.family !== undefined)
                own().family = rule.family;
            if (rule.bold !== undefined)
                own().bold = rule.bold;
            if (rule.italic !== undefined)
                own().italic = rule.italic;
            if (rule.align !== undefined)
                own().align = rule.align;
            if (rule.kind !== undefined) {
                // A stretchy box that is a frame as well is a frame.
                if (!(rule.kind === 'stretch' && box.kind === 'frame'))
                    box.kind = rule.kind;
                box.names = name;
            }
            if (rule.lap !== undefined)
                box.lap = rule.lap;
            if (rule.part !== undefined)
                box.part = rule.part;
            if (rule.side !== undefined)
                box.side = rule.side;
            if (rule.width !== undefined)
                box.width = rule.width;
            box.padLeft += rule.padLeft || 0;
            box.padRight += rule.padRight || 0;
            box.marginLeft += rule.marginLeft || 0;
            box.marginRight += rule.marginRight || 0;
        }
        if (delimiter && delimiterSize !== '')
            own().family = delimiterSize;
        const css = node.style;
        if (css) {
            if (css.color)
                own().color = css.color;
            if (css.textShadow)
                own().shadow = true;
            box.padLeft += em(css.paddingLeft);
            box.padRight += em(css.paddingRight);
            box.marginLeft += em(css.marginLeft);
            box.marginRight += em(css.marginRight);
            if (css.width && css.width.indexOf('calc') < 0 && css.width.indexOf('%') < 0)
                box.width = em(css.width);
        }
        box.style = style;
        node.box = box;
        return box;
    }

    // ---- letters --------------------------------------------------------------------------------------

    function fontPlace(family, bold, italic) {
        const wanted = (bold ? 'Bold' : '') + (italic ? 'Italic' : '');
        const tries = [wanted === '' ? 'Regular' : wanted, bold ? 'Bold' : 'Regular', italic ? 'Italic' : 'Regular',
                       'Regular', 'Italic'];
        for (let i = 0; i < tries.length; ++i) {
            const place = fontNames[family + '-' + tries[i]];
            if (place !== undefined)
                return place;
        }
        return 0;
    }

    // In em; negative where the font has no such letter.
    function advance(font, code) {
        const known = advances[font];
        let result = known[code];
        if (result === undefined)
            result = known[code] = host.advance(font, code);
        return result;
    }

    function measureText(node, box) {
        const style = box.style;
        const text = node.text;
        const fonts = [fontPlace(style.family, style.bold, style.italic), fontPlace('Main', style.bold, style.italic),
                       fontPlace('Main', false, false), fontPlace('AMS', false, false)];
        const pieces = [];
        let width = 0;
        for (let i = 0; i < text.length; ++i) {
            let code = text.charCodeAt(i);
            if (code >= 0xD800 && code < 0xDC00 && i + 1 < text.length)
                code = 0x10000 + (code - 0xD800) * 0x400 + (text.charCodeAt(++i) - 0xDC00);
            if (code === 0x200B)
                continue;
            let font = -1, room = -1;
            for (let f = 0; f < fonts.length && room < 0; ++f) {
                font = fonts[f];
                room = advance(font, code);
            }
            if (room < 0) {
                // Letters that follow each other stay together: scripts shape them.
                const letter = String.fromCodePoint(code);
                const last = pieces.length > 0 ? pieces[pieces.length - 1] : null;
                if (last !== null && last.font < 0)
                    last.text += letter;
                else
                    pieces.push({font: -1, code: 0, text: letter, room: 0});
                continue;
            }
            pieces.push({font: font, code: code, text: '', room: room});
        }
        for (let i = 0; i < pieces.length; ++i) {
            if (pieces[i].font < 0)
                pieces[i].room = host.textWidth(pieces[i].text, style.bold, style.italic);
            width += pieces[i].room;
        }
        box.pieces = pieces;
        box.content = (width + box.padLeft + box.padRight) * style.size;
        if (node.italic > 0)
            box.marginRight += node.italic;
    }

    function placeText(node, box, x, y) {
        const style = box.style;
        if (!shows(style))
            return;
        const color = colorOf(style);
        const pieces = box.pieces;
        x += box.padLeft * style.size;
        for (let i = 0; i < pieces.length; ++i) {
            const piece = pieces[i];
            if (piece.font < 0) {
                put([Text, placeOf(piece.text), x, y, style.size, (style.bold ? 1 : 0) + (style.italic ? 2 : 0), color]);
            } else if (piece.code !== 0x20 && piece.code !== 0xA0) {
                put([Glyph, piece.font, piece.code, x, y, style.size, color]);
                if (style.shadow)
                    put([Glyph, piece.font, piece.code, x + 0.02 * style.size, y + 0.01 * style.size, style.size, color]);
            }
            x += piece.room * style.size;
        }
    }

    // ---- widths ---------------------------------------------------------------------------------------

    function isSvg(node) {
        return node.attributes !== undefined && node.classes === undefined && node.children !== undefined;
    }

    // The wraps of a stack: each holds a strut, which says where its baseline is, and one box.
    function wrapsOf(node) {
        return node.children[0].children[0].children;
    }

    // Gives every box its width, margins included, in em of the formula.
    function measure(node, parent) {
        if (isSvg(node))
            return 0;
        const box = prepare(node, parent);
        const size = box.style.size;
        if (typeof node.text === 'string') {
            measureText(node, box);
        } else if (box.kind === 'nothing') {
            return 0;
        } else if (box.kind === 'stack') {
            measureStack(node, box);
        } else {
            let content = 0;
            const children = node.children || [];
            for (let i = 0; i < children.length; ++i)
                content += measure(children[i], box.style);
            const least = node.style ? em(node.style.minWidth) * size : 0;
            content = Math.max(content + (box.padLeft + box.padRight) * size, least);
            if (box.width >= 0)
                content = box.width * size;
            if (box.kind === 'rule')
                content = em(node.style.borderRightWidth) * size;
            else if (box.kind === 'lap' || box.kind === 'accent' || box.kind === 'line' || box.kind === 'frame'
                     || box.kind === 'label' || box.kind === 'separator')
                content = 0;
            if (box.names === 'angl')
                box.marginRight += 0.03889;
            box.content = content;
        }
        return box.content + (box.marginLeft + box.marginRight) * size;
    }

    function measureStack(node, box) {
        const wraps = wrapsOf(node);
        let widest = 0;
        for (let i = 0; i < wraps.length; ++i) {
            const wrap = prepare(wraps[i], box.style);
            const size = wrap.style.size;
            let content = 0;
            const children = wraps[i].children;
            for (let j = 0; j < children.length; ++j)
                content += measure(children[j], wrap.style);
            wrap.content = content;
            widest = Math.max(widest, content + (wrap.marginLeft + wrap.marginRight) * size);
        }
        box.content = widest;
    }

    // ---- places ---------------------------------------------------------------------------------------

    // `x` is the left edge with margins, `y` the baseline, `room` the width that stretching boxes fill.
    function place(node, x, y, room) {
        const box = node.box;
        if (box === undefined || box.kind === 'nothing')
            return;
        const size = box.style.size;
        const css = node.style || {};
        x += box.marginLeft * size;
        if (css.position === 'relative' || css.top || css.bottom || css.left)
            y += (em(css.top) - (box.kind === 'label' || box.kind === 'rule' ? 0 : em(css.bottom))) * size;
        x += em(css.left) * size;
        if (typeof node.text === 'string')
            placeText(node, box, x, y);
        else if (box.kind === 'stack')
            placeStack(node, box, x, y);
        else if (box.kind === 'line')
            placeLine(node, box, x, y, room);
        else if (box.kind === 'rule')
            placeRule(node, box, x, y);
        else if (box.kind === 'separator')
            placeSeparator(node, box, x, y);
        else if (box.kind === 'frame')
            placeFrame(node, box, x, y, room);
        else if (box.kind === 'lap')
            placeLap(node, box, x, y);
        else if (box.kind === 'label')
            placeLabel(node, box, x, y);
        else
            placeRow(node, box, x, y, box.kind === 'row' && box.width >= 0 ? box.width * size : room);
    }

    function placeRow(node, box, x, y, room) {
        const children = node.children || [];
        const size = box.style.size;
        const left = x;
        x += box.padLeft * size;
        // Labels of an arrow stand at its sides, which are known when the arrow is placed.
        const middle = left + box.content / 2;
        for (let i = 0; i < children.length; ++i) {
            const child = children[i];
            if (isSvg(child)) {
                placeSvg(child, node, box, left, y, room);
                continue;
            }
            if (child.box === undefined)
                continue;
            if (child.box.kind === 'label') {
                place(child, middle, y, room);
                continue;
            }
            if (child.box.kind === 'part') {
                const from = child.box.part[0] * room;
                place(child, left + from, y, child.box.part[1] * room);
                continue;
            }
            place(child, x, y, room);
            x += child.box.content + (child.box.marginLeft + child.box.marginRight) * child.box.style.size;
        }
    }

    // Boxes as wide as their stack begin at its left edge, wherever its letters stand.
    function fillsRoom(node) {
        const kind = node.box === undefined ? '' : node.box.kind;
        return kind === 'line' || kind === 'frame' || kind === 'stretch';
    }

    function placeStack(node, box, x, y) {
        const wraps = wrapsOf(node);
        for (let i = 0; i < wraps.length; ++i) {
            const wrap = wraps[i];
            const size = wrap.box.style.size;
            const children = wrap.children;
            const strut = children[0];
            const baseline = y + (em(wrap.style.top) + em(strut.style.height)) * size;
            const left = wrap.box.marginLeft * size;
            let room = box.content - left - wrap.box.marginRight * size;
            const calc = /calc\(100% - ([0-9.]+)em\)/.exec(wrap.style.width || '');
            if (calc !== null)
                room = box.content - parseFloat(calc[1]) * size;
            const filled = children.some(fillsRoom) ? 0 : room - wrap.box.content;
            let at = x + left + Math.max(0, filled * wrap.box.style.align);
            for (let j = 1; j < children.length; ++j) {
                const child = children[j];
                if (child.box === undefined)
                    continue;
                place(child, at, baseline, room);
                at += child.box.content + (child.box.marginLeft + child.box.marginRight) * child.box.style.size;
            }
        }
    }

    function placeLine(node, box, x, y, room) {
        if (!shows(box.style))
            return;
        const width = em(node.style.borderBottomWidth) * box.style.size;
        if (box.names === 'hdashline')
            put([Line, x, y - width / 2, x + room, y - width / 2, width, colorOf(box.style), 1]);
        else
            put([Rule, x, y - width, room, width, colorOf(box.style), 0]);
    }

    function placeRule(node, box, x, y) {
        if (!shows(box.style))
            return;
        const size = box.style.size;
        const height = em(node.style.borderTopWidth) * size;
        const bottom = y - em(node.style.bottom) * size;
        put([Rule, x, bottom - height, em(node.style.borderRightWidth) * size, height, colorOf(box.style), 0]);
    }

    function placeSeparator(node, box, x, y) {
        const size = box.style.size;
        const width = em(node.style.borderRightWidth) * size;
        const height = em(node.style.height) * size;
        const bottom = y - em(node.style.verticalAlign) * size;
        if (node.style.borderRightStyle === 'dashed')
            put([Line, x, bottom - height, x, bottom, width, colorOf(box.style), 1]);
        else
            put([Rule, x - width / 2, bottom - height, width, height, colorOf(box.style), 0]);
    }

    function placeFrame(node, box, x, y, room) {
        const size = box.style.size;
        const color = node.style.borderColor ? placeOf(node.style.borderColor) : colorOf(box.style);
        const height = em(node.style.height) * size;
        if (node.style.backgroundColor)
            put([Rule, x, y - height, room, height, placeOf(node.style.backgroundColor), 1]);
        if (!shows(box.style) || box.names === 'colorbox')
            return;
        const top = y - height;
        if (box.names === 'sout') {
            put([Rule, x, y - 0.08 * size, room, 0.08 * size, color, 0]);
            return;
        }
        const usual = box.names === 'angl' ? 0.049 : 0.04;
        const width = (em(node.style.borderWidth || node.style.borderTopWidth) || usual) * size;
        put([Rule, x, top, room, width, color, 0]);
        put([Rule, x + room - width, top, width, height, color, 0]);
        if (box.names !== 'angl') {
            put([Rule, x, y - width, room, width, color, 0]);
            put([Rule, x, top, width, height, color, 0]);
        }
    }

    function contentOf(node) {
        let width = 0;
        for (let i = 0; i < node.children.length; ++i) {
            const child = node.children[i].box;
            if (child !== undefined)
                width += child.content + (child.marginLeft + child.marginRight) * child.style.size;
        }
        return width;
    }

    function placeLap(node, box, x, y) {
        const width = contentOf(node);
        placeRow(node, box, x - width * box.lap, y, width);
    }

    // `x` is the middle of the arrow that the label belongs to.
    function placeLabel(node, box, x, y) {
        const gap = 0.3 * box.style.size;
        const width = contentOf(node);
        placeRow(node, box, box.side > 0 ? x + gap : x - gap - width, y, width);
    }

    // ---- pictures -------------------------------------------------------------------------------------

    function pathData(node) {
        if (node.alternate)
            return node.alternate;
        const found = / d=["']([^"']*)["']/.exec(node.toMarkup());
        return found === null ? '' : found[1];
    }

    function extent(value, whole) {
        return value.indexOf('%') >= 0 ? parseFloat(value) / 100 * whole : em(value);
    }

    function placeSvg(svg, node, box, x, y, room) {
        if (!shows(box.style))
            return;
        const size = box.style.size;
        const attributes = svg.attributes;
        const fixed = /width:\s*([0-9.]+)em/.exec(attributes.style || '');
        let width = room;
        if (fixed !== null)
            width = parseFloat(fixed[1]) * size;
        else if (box.width >= 0)
            width = box.width * size;
        const height = em(attributes.height) * size;
        const top = y - (node.style && node.style.height ? em(node.style.height) * size : height);
        const color = colorOf(box.style);
        for (let i = 0; i < svg.children.length; ++i) {
            const child = svg.children[i];
            if (child.pathName === undefined) {
                const line = child.attributes;
                put([Line, x + extent(line.x1, width), top + extent(line.y1, height), x + extent(line.x2, width),
                     top + extent(line.y2, height), em(line['stroke-width']) * size, color, 0]);
                continue;
            }
            const view = attributes.viewBox.split(' ').map(parseFloat);
            const aspect = attributes.preserveAspectRatio || 'xMidYMid';
            let scaleX = width / view[2], scaleY = height / view[3];
            if (aspect !== 'none')
                scaleX = scaleY = aspect.indexOf('slice') >= 0 ? Math.max(scaleX, scaleY) : Math.min(scaleX, scaleY);
            const spare = width - view[2] * scaleX;
            const shift = aspect.indexOf('xMax') === 0 ? spare : aspect.indexOf('xMid') === 0 ? spare / 2 : 0;
            put([Path, placeOf(pathData(child)), x + shift, top, scaleX, scaleY, x, top, width, height, color]);
        }
    }

    // ---- the whole ------------------------------------------------------------------------------------

    function hasClass(node, name) {
        return (node.classes || []).some(function (each) { return bareName(each) === name || each === name; });
    }

    function htmlOf(node) {
        if (hasClass(node, 'katex-html'))
            return node;
        const children = node.children || [];
        for (let i = 0; i < children.length; ++i) {
            const found = htmlOf(children[i]);
            if (found !== null)
                return found;
        }
        return null;
    }

    function walk(html) {
        numbers = new Float32Array(512);
        used = 0;
        strings = [];
        stringPlaces = {};
        let flags = 0;
        for (let i = 0; i < html.children.length; ++i) {
            const base = html.children[i];
            if (hasClass(base, 'newline')) {
                flags |= NewLine;
                continue;
            }
            const width = measure(base, RootStyle);
            put([Base, width, base.height || 0, base.depth || 0, flags | (hasClass(base, 'tag') ? Tag : 0)]);
            place(base, 0, 0, width);
            flags = 0;
        }
        return {numbers: numbers.buffer.slice(0, used * 4), strings: strings};
    }

    // {numbers, strings}, or {error} with KaTeX's reason.
    function layout(tex, display) {
        try {
            const tree = katex.__renderToHTMLTree(touchstoneTex.replaced(tex, display), {
                displayMode: display, throwOnError: true, strict: false, trust: false, maxExpand: 1000, maxSize: 50,
                macros: touchstoneTex.macros()
            });
            const html = htmlOf(tree);
            return html === null ? {error: 'Nothing to show.'} : walk(html);
        } catch (error) {
            return {error: String(error && error.message || error).replace(/^KaTeX parse error: /, '')};
        }
    }

    // `names`: such as "Main-Regular"; `metrics`: advance(font, codePoint), textWidth(text, bold, italic).
    layout.use = function (names, metrics) {
        host = metrics;
        for (let i = 0; i < names.length; ++i) {
            fontNames[names[i]] = i;
            advances[i] = {};
        }
    };
    return layout;
})();
