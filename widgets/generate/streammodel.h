// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <pipeline/livegeneration.h>

#include <QAbstractTableModel>

namespace touchstone {

/// The running streams as a table, for more than fit as cards.
class StreamModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    // Unscoped, because QAbstractItemModel speaks of columns as int.
    enum Column { Prompt, Sample, Phase, Tokens, Seconds, Words, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setStreams(const std::vector<LiveGeneration::Stream> &streams);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<LiveGeneration::Stream> m_streams;
};

} // namespace touchstone
