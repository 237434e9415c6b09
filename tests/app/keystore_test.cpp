// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <app/keystore.h>

#include <QTest>

#include <optional>

using namespace touchstone;

namespace {

TeacherProfile teacher(const char *base = "https://api.example.com")
{
    TeacherProfile profile;
    profile.name = "example";
    profile.label = "Example";
    profile.base = base;
    profile.keyVariable = "TOUCHSTONE_TEST_API_KEY";
    return profile;
}

} // namespace

/// Where keys come from. The machines that test have no key store that answers; that is said, and
/// keys are asked for.
class KeyStoreTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { qunsetenv("TOUCHSTONE_TEST_API_KEY"); }
    void aTeacherWithoutAVariableNeedsNoKey();
    void theEnvironmentComesFirst();
    void whatIsNowhereIsAskedFor();
    void aTypedKeyIsKnownUntilItIsForgotten();
    void aKeyBelongsToAHost();

private:
    [[nodiscard]] std::optional<TeacherKeys::Found> find(const TeacherProfile &profile)
    {
        std::optional<TeacherKeys::Found> found;
        m_keys.find(profile, this, [&found](const TeacherKeys::Found &answer) { found = answer; });
        [[maybe_unused]] const bool told = QTest::qWaitFor([&found] { return found.has_value(); });
        return found;
    }
    void take(const char *key)
    {
        m_keys.take(teacher(), Secret(key), false, this, [](const QString &) {});
    }

    KeyStore m_keys;
};

void KeyStoreTest::aTeacherWithoutAVariableNeedsNoKey()
{
    TeacherProfile local = teacher();
    local.keyVariable.clear();
    QCOMPARE(find(local)->place, TeacherKeys::Place::NotNeeded);
}

void KeyStoreTest::theEnvironmentComesFirst()
{
    take("typed");
    qputenv("TOUCHSTONE_TEST_API_KEY", " from-outside\n");
    const auto found = find(teacher());
    QCOMPARE(found->place, TeacherKeys::Place::Environment);
    QCOMPARE(found->key.reveal(), std::string("from-outside"));
}

void KeyStoreTest::whatIsNowhereIsAskedFor()
{
    KeyStore fresh;
    std::optional<TeacherKeys::Found> found;
    fresh.find(teacher(), this, [&found](const TeacherKeys::Found &answer) { found = answer; });
    QTRY_VERIFY(found.has_value());
    QCOMPARE(found->place, TeacherKeys::Place::Nowhere);
    QVERIFY(found->key.isEmpty());
    // Either there is a key store to keep it in, or people are told that there is none.
    QCOMPARE(found->canKeep, found->trouble.isEmpty());
}

void KeyStoreTest::aTypedKeyIsKnownUntilItIsForgotten()
{
    take("typed");
    const auto found = find(teacher());
    QCOMPARE(found->place, TeacherKeys::Place::Typed);
    QCOMPARE(found->key.reveal(), std::string("typed"));
    bool forgotten = false;
    m_keys.forget(teacher(), this, [&forgotten] { forgotten = true; });
    QTRY_VERIFY(forgotten);
    QCOMPARE(find(teacher())->place, TeacherKeys::Place::Nowhere);
}

void KeyStoreTest::aKeyBelongsToAHost()
{
    take("typed");
    QCOMPARE(find(teacher("https://elsewhere.example.com"))->place, TeacherKeys::Place::Nowhere);
}

QTEST_GUILESS_MAIN(KeyStoreTest)
#include "keystore_test.moc"
