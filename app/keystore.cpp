// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "keystore.h"

#include <base/text.h>

#include <QCoreApplication>
#include <QPointer>
#include <QUrl>
#include <qt6keychain/keychain.h>

namespace touchstone {

namespace {

const QString Service = QStringLiteral("touchstone");

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::KeyStore", text);
}

/// By what a key is found: the variable's name and the host that gets it.
QString entryOf(const TeacherProfile &teacher)
{
    return QStringLiteral("%1 (%2)").arg(toQString(teacher.keyVariable),
                                         QUrl(toQString(teacher.base)).host());
}

/// Why the key store did not answer, for people; empty: it did.
QString troubleOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
        return {};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return tr("This system has no key store that answers; the key is used until the program "
                  "ends.");
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return tr("The key store was not opened; the key is used until the program ends.");
    default:
        return tr("The key store does not answer (%1); the key is used until the program ends.")
            .arg(job.errorString());
    }
}

/// Starts a job; tells `then` when it is over and `context` is still there.
template <typename Then>
void begin(QKeychain::Job *job, const QString &entry, QObject *context, Then then)
{
    job->setKey(entry);
    // Never in a plain file.
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, context,
                     [then = std::move(then)](QKeychain::Job *done) { then(*done); });
    job->start();
}

} // namespace

void KeyStore::find(const TeacherProfile &teacher,
                    QObject *context,
                    std::function<void(const Found &)> then)
{
    if (teacher.keyVariable.empty()) {
        then({Place::NotNeeded, {}, false, {}});
        return;
    }
    const QByteArray set = qgetenv(teacher.keyVariable.c_str()).trimmed();
    if (!set.isEmpty()) {
        then({Place::Environment, Secret(set.toStdString()), false, {}});
        return;
    }
    const QString entry = entryOf(teacher);
    if (const auto typed = m_typed.find(entry); typed != m_typed.end()) {
        then({Place::Typed, typed->second, false, {}});
        return;
    }
    begin(new QKeychain::ReadPasswordJob(Service), entry, context,
          [then = std::move(then)](const QKeychain::Job &job) {
              const auto &read = dynamic_cast<const QKeychain::ReadPasswordJob &>(job);
              const Secret key(toUtf8(read.textData()));
              const QString trouble = troubleOf(job);
              if (job.error() == QKeychain::NoError && !key.isEmpty())
                  then({Place::KeyStore, key, true, {}});
              else
                  then({Place::Nowhere, {}, trouble.isEmpty(), trouble});
          });
}

void KeyStore::take(const TeacherProfile &teacher,
                    const Secret &key,
                    bool keep,
                    QObject *context,
                    std::function<void(const QString &)> then)
{
    const QString entry = entryOf(teacher);
    m_typed[entry] = key;
    if (!keep) {
        then({});
        return;
    }
    auto *job = new QKeychain::WritePasswordJob(Service);
    job->setTextData(toQString(key.reveal()));
    begin(job, entry, context, [this, entry, then = std::move(then)](const QKeychain::Job &done) {
        const QString trouble = troubleOf(done);
        if (trouble.isEmpty())
            m_typed.erase(entry); // found in the key store from now on
        then(trouble);
    });
}

void KeyStore::forget(const TeacherProfile &teacher, QObject *context, std::function<void()> then)
{
    const QString entry = entryOf(teacher);
    m_typed.erase(entry);
    begin(new QKeychain::DeletePasswordJob(Service), entry, context,
          [then = std::move(then)](const QKeychain::Job &) { then(); });
}

} // namespace touchstone
