// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "aboutdialog.h"

#include <base/version.h>

#include <QDialogButtonBox>
#include <QLabel>
#include <QSysInfo>
#include <QVBoxLayout>

namespace touchstone {

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Touchstone"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(8);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    auto *name = new QLabel(tr("Touchstone"));
    QFont large = name->font();
    large.setPixelSize(20);
    large.setWeight(QFont::DemiBold);
    name->setFont(large);
    auto *purpose = new QLabel(tr("Whose reasoning should a model learn from?"));
    auto *words = new QLabel(
        tr("Version %1, with Qt %2 on %3.\nFree software under the GNU General Public License, "
           "version 3 or later; without warranty.")
            .arg(QLatin1String(Version), QLatin1String(qVersion()), QSysInfo::prettyProductName()));
    words->setObjectName(QStringLiteral("about.words"));
    words->setAccessibleName(words->text());
    words->setWordWrap(true);
    words->setFixedWidth(380);
    words->setForegroundRole(QPalette::PlaceholderText);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(name);
    layout->addWidget(purpose);
    layout->addSpacing(4);
    layout->addWidget(words);
    layout->addSpacing(8);
    layout->addWidget(buttons);
}

} // namespace touchstone
