// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors

// What models and people write and KaTeX does not read: replacements in the source, and macros.
// Plain ES6, for Qt's engine: no spread of objects, no lookbehind, no named groups.
var touchstoneTex = (function () {
    'use strict';

    // A namespace of its own for each formula: KaTeX writes what \gdef defines into the table.
    const Macros = {
        // KaTeX expands \edef at once and does not count it, so that thirty of them make a billion tokens.
        '\\edef': '\\def',
        '\\xdef': '\\gdef',
        '\\*': '*',
        // In words KaTeX knows no \cdotp, which it makes of the sign.
        '·': function (context) { return context.mode === 'text' ? '\\@char{183}' : '\\cdot'; },
        '\\bm': '\\boldsymbol{#1}',
        '\\mbox': '\\text{#1}',
        '\\textsc': '\\text{#1}',
        '\\emph': '\\textit{#1}',
        '\\textsl': '\\textit{#1}',
        '\\mathds': '\\mathbb{#1}',
        '\\mathbbm': '\\mathbb{#1}',
        '\\abs': '\\left\\lvert #1 \\right\\rvert',
        '\\norm': '\\left\\lVert #1 \\right\\rVert',
        '\\floor': '\\left\\lfloor #1 \\right\\rfloor',
        '\\ceil': '\\left\\lceil #1 \\right\\rceil',
        '\\nicefrac': '{}^{#1}\\!/_{#2}',
        '\\sfrac': '{}^{#1}\\!/_{#2}',
        '\\overarc': '\\overgroup{#1}',
        '\\wideparen': '\\overgroup{#1}',
        '\\arc': '\\overgroup{#1}',
        '\\cancelto': '{\\cancel{#2}}^{#1}',
        '\\framebox': '\\boxed{#1}',
        '\\buildrel': '\\stackrel',
        '\\ensuremath': '#1',
        '\\unit': '\\,\\text{#1}',
        '\\si': '\\text{#1}',
        '\\SI': '#1\\,\\text{#2}',
        '\\num': '#1',
        '\\ang': '#1^\\circ',
        '\\degrees': '^\\circ',
        '\\celsius': '^\\circ\\mathrm{C}',
        '\\euro': '\\text{€}',
        '\\texteuro': '\\text{€}',
        '\\pounds': '\\text{£}',
        '\\cents': '\\text{¢}',
        '\\textcent': '\\text{¢}',
        '\\permil': '\\text{‰}',
        '\\sgn': '\\operatorname{sgn}',
        '\\sign': '\\operatorname{sign}',
        '\\lcm': '\\operatorname{lcm}',
        '\\cis': '\\operatorname{cis}',
        '\\Tr': '\\operatorname{Tr}',
        '\\tr': '\\operatorname{tr}',
        '\\rank': '\\operatorname{rank}',
        '\\diag': '\\operatorname{diag}',
        '\\arccot': '\\operatorname{arccot}',
        '\\arcsec': '\\operatorname{arcsec}',
        '\\arccsc': '\\operatorname{arccsc}',
        '\\hfill': '\\quad',
        '\\hfil': '\\quad',
        '\\quantity': '\\left( #1 \\right)',
        '\\dd': '\\mathrm{d}',
        '\\dv': '\\frac{\\mathrm{d} #1}{\\mathrm{d} #2}',
        '\\pdv': '\\frac{\\partial #1}{\\partial #2}',
        '\\nobreakdash': '',
        '\\centering': '',
        '\\noindent': '',
        '\\protect': '',
        '\\smallskip': '',
        '\\medskip': '',
        '\\bigskip': '',
        '\\displaylimits': ''
    };

    // KaTeX knows these only in display, and numbers those without a star.
    const Aligned = {
        align: 'aligned', 'align*': 'aligned', flalign: 'aligned', 'flalign*': 'aligned',
        gather: 'gathered', 'gather*': 'gathered', multline: 'gathered', 'multline*': 'gathered',
        alignat: 'alignedat', 'alignat*': 'alignedat', eqnarray: 'aligned', 'eqnarray*': 'aligned'
    };
    const Starred = {align: 'align*', flalign: 'align*', 'flalign*': 'align*', gather: 'gather*', alignat: 'alignat*'};
    // \begin and \end of these say nothing.
    const Dropped = {
        equation: true, 'equation*': true, math: true, displaymath: true, center: true, subequations: true,
        IEEEeqnarray: false
    };

    function environment(whole, side, name, display) {
        if (Dropped[name])
            return '';
        if (name === 'tabular')
            return side + '{array}';
        const hasTags = display && Starred[name] !== undefined;
        if (hasTags)
            return side + '{' + Starred[name] + '}';
        if (display && (name === 'align*' || name === 'gather*' || name === 'alignat*'))
            return whole;
        return Aligned[name] === undefined ? whole : side + '{' + Aligned[name] + '}';
    }

    // The alternatives are one scan, so that \\label is a new line and not a label.
    const Commands = new RegExp([
        /\\[\\%*]/,
        /\\(?:label|vspace|vskip)\*?\s*\{[^{}]*\}/,
        /\\(eqref|ref|autoref|cite)\s*\{([^{}]*)\}/,
        /(\\begin|\\end)\s*\{([a-zA-Z]+\*?)\}/,
        /\\multicolumn\s*\{(\d)\}\s*\{[^{}]*\}/,
        /\\cline\s*\{[^{}]*\}/,
        /\\root\s*(\{[^{}]*\}|[^\\{}\s])\s*\\of(?![a-zA-Z])/,
        /\\vec([a-zA-Z])(?![a-zA-Z])/,
        /%(\s*\n)?/
    ].map(function (each) { return each.source; }).join('|'), 'g');

    function command(display) {
        return function (whole, reference, target, side, name, columns, degree, letter, comment) {
            if (reference !== undefined)
                return reference === 'eqref' ? '\\text{(' + target + ')}' : '\\text{' + target + '}';
            if (side !== undefined)
                return environment(whole, side, name, display);
            if (columns !== undefined)
                return '&'.repeat(Math.max(0, parseInt(columns, 10) - 1));
            if (degree !== undefined)
                return '\\sqrt[' + degree + ']';
            if (letter !== undefined)
                return '\\vec ' + letter + ' ';
            // Nobody comments a formula in a chat: a bare % is one, but for the end of a line.
            if (whole.charAt(0) === '%')
                return comment === undefined ? '\\%' : '\n';
            if (whole.indexOf('\\cline') === 0)
                return '\\hline ';
            return whole.length === 2 ? whole : '';
        };
    }

    // A column's own separators say how wide its gaps are, which a reader does not miss.
    function columns(tex) {
        return tex.replace(/(\\begin\{array\}\s*(?:\[[a-z]\])?\s*)\{((?:[^{}]|\{[^{}]*\})*)\}/g,
            function (whole, head, columns) {
                return head + '{' + columns.replace(/[@!><]\s*\{[^{}]*\}/g, '').replace(/[pmb]\s*\{[^{}]*\}/g, 'l')
                    + '}';
            });
    }

    // Money: a $ that cannot be the beginning or the end of a formula inside words.
    function escapedDollars(tex) {
        if (tex.indexOf('$') < 0)
            return tex;
        let depth = 0, count = 0, outside = false;
        for (let i = 0; i < tex.length; ++i) {
            const letter = tex.charAt(i);
            if (letter === '\\')
                ++i;
            else if (letter === '{')
                ++depth;
            else if (letter === '}')
                --depth;
            else if (letter === '$') {
                ++count;
                outside = outside || depth <= 0;
            }
        }
        if (count % 2 === 0 && !outside)
            return tex;
        return tex.replace(/\\[^]|\$/g, function (whole) { return whole === '$' ? '\\$' : whole; });
    }

    function replaced(tex, display) {
        const eqnarray = /\{eqnarray\*?\}/.test(tex);
        let result = escapedDollars(columns(tex.replace(Commands, command(display))));
        // The second & of an eqnarray's row stands behind the relation.
        if (eqnarray)
            result = result.replace(/&\s*(=|<|>|\\[a-z]+)\s*&/g, '&$1');
        return result;
    }

    return {
        macros: function () { return Object.assign({}, Macros); },
        replaced: replaced
    };
})();
