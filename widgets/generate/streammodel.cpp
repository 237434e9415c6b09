// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "streammodel.h"

#include "streamcard.h"

#include <base/text.h>
#include <widgets/common/format.h>

namespace touchstone {

namespace {

/// Of a table's line: no more of the words are ever seen.
constexpr qsizetype MostWords = 140;

} // namespace

void StreamModel::setStreams(const std::vector<LiveGeneration::Stream> &streams)
{
    const int before = rowCount();
    const int now = static_cast<int>(streams.size());
    if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_streams = streams;
        endInsertRows();
    } else if (now < before) {
        beginRemoveRows({}, now, before - 1);
        m_streams = streams;
        endRemoveRows();
    } else {
        m_streams = streams;
    }
    if (now > 0)
        emit dataChanged(index(0, 0), index(now - 1, ColumnCount - 1), {Qt::DisplayRole});
}

int StreamModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_streams.size());
}

int StreamModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StreamModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole
        && (index.column() == Sample || index.column() == Tokens || index.column() == Seconds))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || !index.isValid())
        return {};
    const LiveGeneration::Stream &stream = m_streams[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case Prompt:
        return toQString(stream.key);
    case Sample:
        return stream.sample + 1;
    case Phase:
        return phaseOf(stream);
    case Tokens:
        return number(stream.tokens);
    case Seconds:
        return duration(stream.age.count());
    default:
        return toQString(stream.tail).simplified().right(MostWords);
    }
}

QVariant StreamModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Prompt:
        return tr("Prompt");
    case Sample:
        return tr("Sample");
    case Phase:
        return tr("State");
    case Tokens:
        return tr("Tokens");
    case Seconds:
        return tr("Since");
    default:
        return tr("Last words");
    }
}

} // namespace touchstone
