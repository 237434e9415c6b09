// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "tracedocument.h"

#include <QTextBrowser>

#include <vector>

namespace touchstone {

/// Shows one response to be read: reasoning that folds, the answer below, raw on demand, in a
/// column no wider than is read with ease. Nothing is loaded from anywhere. Keys but copying go to
/// whoever holds the view.
class TraceView final : public QTextBrowser
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TraceView)

public:
    explicit TraceView(QWidget *parent = nullptr);
    ~TraceView() override;

    void setResponse(const Response &response);
    void clearResponse();
    [[nodiscard]] const Response &response() const { return m_response; }

    [[nodiscard]] bool isFolded() const { return m_folded; }
    void setFolded(bool folded);
    [[nodiscard]] bool isRaw() const { return m_raw; }
    void setRaw(bool raw);
    /// 1: as designed.
    void setZoom(double zoom);
    [[nodiscard]] double zoom() const { return m_zoom; }

    /// Marks every place of `words` (case does not matter); unfolds the reasoning where it has one.
    /// Gives their number. Empty: no marks.
    int setSearch(const QString &words);
    [[nodiscard]] int hitCount() const { return static_cast<int>(m_hits.size()); }
    /// Brings the hit into sight and marks it more strongly.
    void showHit(int index);

    /// False while only the beginning of a very long text is there.
    [[nodiscard]] bool isWhole() const { return m_current.whole; }
    [[nodiscard]] const SourceMap &sourceMap() const { return m_current.map; }

    QVariant loadResource(int type, const QUrl &name) override;

signals:
    void foldRequested(bool folded);
    void zoomRequested(double zoom);
    void linkActivated(const QUrl &url);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    struct Hit
    {
        int begin = 0;
        int end = 0;
    };

    [[nodiscard]] TraceOptions options() const;
    void rebuild(bool keepPlace);
    void attach(TraceDocument document);
    void completeLater();
    void fitColumn();
    void collectHits();
    void paintHits();

    Response m_response;
    TraceDocument m_current;
    ReadingStyle m_style;
    QString m_search;
    std::vector<Hit> m_hits;
    int m_shownHit = -1;
    double m_zoom = 1;
    int m_generation = 0; ///< so that a late rest of another text is dropped
    bool m_folded = false;
    bool m_raw = false;
};

} // namespace touchstone
