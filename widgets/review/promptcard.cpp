// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "promptcard.h"

#include "referencelabel.h"
#include "sourcewords.h"

#include <base/text.h>
#include <record/item.h>
#include <widgets/common/card.h>
#include <widgets/formulas/formulaservice.h>
#include <widgets/reading/readingbrowser.h>

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace touchstone {
namespace {

constexpr double TextSize = 14.5;
constexpr int WidestText = 860;
constexpr int WidestReference = 230;
constexpr int LeastReference = 110;
constexpr int FoldedHeight = 46;
constexpr int LeastHeight = 88;
constexpr int Margins = 24;
// On a key's way: formulas that take longer show as TeX first.
constexpr std::chrono::milliseconds Patience(3);

QString roleWords(const std::string &role)
{
    if (role == "system")
        return PromptCard::tr("System");
    if (role == "assistant")
        return PromptCard::tr("Assistant");
    return role == "user" ? PromptCard::tr("User") : toQString(role);
}

/// The turns before what is asked stand above it, each under its role.
std::string wholePrompt(const Prompt &prompt)
{
    std::string text;
    const auto turn = [&text](const std::string &role, const std::string &words) {
        text += "**" + toUtf8(roleWords(role)) + "**\n\n" + words + "\n\n";
    };
    if (!prompt.system.empty())
        turn("system", prompt.system);
    for (const Message &message : prompt.history)
        turn(message.role, message.content);
    if (!text.empty())
        text += "**" + toUtf8(roleWords("user")) + "**\n\n";
    return text + prompt.text;
}

QLabel *quietLabel(const QString &text = {})
{
    auto *label = new QLabel(text);
    QFont small = label->font();
    small.setPixelSize(12);
    label->setFont(small);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setWordWrap(true);
    return label;
}

} // namespace

PromptCard::PromptCard(QWidget *parent)
    : QWidget(parent)
    , m_text(new ReadingBrowser)
    , m_side(new QWidget)
    , m_reference(new ReferenceLabel)
    , m_rule(quietLabel())
{
    m_text->setObjectName(QStringLiteral("prompt"));
    m_text->setAccessibleName(tr("Prompt"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setMaximumWidth(WidestText);
    connect(m_text, &ReadingBrowser::hitsChanged, this, &PromptCard::hitsChanged);
    m_reference->setObjectName(QStringLiteral("reference"));
    connect(m_reference, &ReferenceLabel::sizeChanged, this, &PromptCard::fitReference);

    auto *line = new QFrame;
    line->setFrameShape(QFrame::VLine);
    line->setForegroundRole(QPalette::Mid);
    auto *words = new QVBoxLayout(m_side);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(1);
    words->addWidget(quietLabel(tr("Reference")));
    words->addWidget(m_reference);
    words->addWidget(m_rule);
    words->addStretch();

    auto *card = new Card;
    auto *columns = new QHBoxLayout(card);
    columns->setContentsMargins(16, 10, 10, 10);
    columns->setSpacing(14);
    columns->addWidget(m_text, 100);
    columns->addStretch(1);
    columns->addWidget(line);
    columns->addWidget(m_side);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);
    clear();
}

PromptCard::~PromptCard()
{
    // The view must not be left with a document that goes before it.
    m_text->setDocument(nullptr);
}

void PromptCard::setFormulas(FormulaService *formulas)
{
    m_formulas = formulas;
    m_reference->setFormulas(formulas);
    connect(formulas, &FormulaService::batchDone, this, [this](quint64 batch) {
        if (batch != m_document.pending)
            return;
        m_document.pending = 0;
        render();
        fit();
    });
}

void PromptCard::setItem(const Item &item)
{
    m_source = wholePrompt(item.prompt);
    render();
    m_reference->setReference(item.prompt.reference);
    m_rule->setText(referenceWords(item));
    fitReference();
}

void PromptCard::fitReference()
{
    const int wanted = std::max(m_reference->wantedWidth(),
                                m_rule->fontMetrics().horizontalAdvance(m_rule->text()));
    m_side->setFixedWidth(std::clamp(wanted + 8, LeastReference, WidestReference));
    fit();
}

void PromptCard::clear()
{
    m_source.clear();
    m_reference->setReference({});
    m_reference->clear();
    m_rule->clear();
    render();
}

void PromptCard::render()
{
    TraceOptions options;
    options.style = ReadingStyle::make(palette(), font(), TextSize * m_zoom);
    options.formulas = m_formulas;
    options.patience = Patience;
    TraceDocument made = makeTextDocument(m_source, options);
    if (m_document.pending != 0)
        m_formulas->drop(m_document.pending);
    m_text->setDocument(made.document.get());
    m_text->setCursorWidth(0); // kept by the document
    m_document = std::move(made);
    m_text->collectHits({&m_document.map, {{TextPart::Answer, m_source}}});
    connect(m_document.document->documentLayout(),
            &QAbstractTextDocumentLayout::documentSizeChanged, this, &PromptCard::fit);
    m_text->verticalScrollBar()->setValue(0);
}

void PromptCard::setFolded(bool folded)
{
    m_folded = folded;
    m_rule->setVisible(!folded);
    fit();
}

void PromptCard::setMostHeight(int height)
{
    m_most = height;
    fit();
}

void PromptCard::setZoom(double zoom)
{
    m_zoom = zoom;
    render();
    fit();
}

int PromptCard::setSearch(const QString &words)
{
    return m_text->setSearch(words);
}

int PromptCard::hitCount() const
{
    return m_text->hitCount();
}

void PromptCard::showHit(int index)
{
    if (index >= 0 && m_folded)
        setFolded(false);
    m_text->showHit(index);
}

void PromptCard::fit()
{
    m_text->setVerticalScrollBarPolicy(m_folded ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    const int text = m_document.document ? qRound(m_document.document->size().height()) : 0;
    const int side = m_side->heightForWidth(m_side->width());
    const int wanted = std::max({LeastHeight, text + Margins, side + Margins});
    setFixedHeight(m_folded ? FoldedHeight : std::min(wanted, std::max(LeastHeight, m_most)));
}

void PromptCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != width())
        fit();
}

void PromptCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        render();
}

} // namespace touchstone
