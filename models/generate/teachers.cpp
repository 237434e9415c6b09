// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "teachers.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace touchstone {

namespace {

constexpr std::int64_t TokensOfAPrice = 1'000'000;
constexpr Nano MostMoney = Nano{1} << 62;

// Wide enough for every count of tokens times every price.
__extension__ using Wide = __int128;

std::vector<TeacherProfile> readShipped()
{
    std::vector<TeacherProfile> teachers;
    const QDir folder(QStringLiteral(":/teachers"));
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        auto teacher = teacherFromText(file.readAll().toStdString());
        Q_ASSERT_X(teacher.has_value(), "shippedTeachers", qPrintable(name));
        if (teacher)
            teachers.push_back(*std::move(teacher));
    }
    std::sort(teachers.begin(), teachers.end(), [](const auto &left, const auto &right) {
        return QString::fromStdString(left.label)
                   .compare(QString::fromStdString(right.label), Qt::CaseInsensitive)
               < 0;
    });
    return teachers;
}

bool fits(std::string_view pattern, std::string_view model)
{
    if (!pattern.ends_with('*'))
        return pattern == model;
    pattern.remove_suffix(1);
    return model.starts_with(pattern);
}

Nano tokensTimes(Wide nanoTokens)
{
    const Wide cost = (nanoTokens + TokensOfAPrice - 1) / TokensOfAPrice;
    return cost > MostMoney ? MostMoney : static_cast<Nano>(cost);
}

} // namespace

const std::vector<TeacherProfile> &shippedTeachers()
{
    static const std::vector<TeacherProfile> Teachers = readShipped();
    return Teachers;
}

const TokenPrice *priceOf(const TeacherProfile &teacher, std::string_view model)
{
    const TokenPrice *best = nullptr;
    for (const TokenPrice &price : teacher.prices) {
        if (price.model == model)
            return &price;
        if (fits(price.model, model)
            && (best == nullptr || price.model.size() > best->model.size()))
            best = &price;
    }
    return best;
}

std::optional<Nano> costOf(const Usage &usage, const TokenPrice *price)
{
    if (usage.cost)
        return std::clamp<Nano>(*usage.cost, 0, MostMoney);
    if (price == nullptr || !usage.known)
        return {};
    const std::int64_t prompt = std::max<std::int64_t>(usage.prompt, 0);
    const std::int64_t cached = std::clamp<std::int64_t>(usage.cached, 0, prompt);
    const std::int64_t completion = std::max<std::int64_t>(usage.completion, 0);
    return tokensTimes(Wide{prompt - cached} * price->input
                       + Wide{cached} * price->cached.value_or(price->input)
                       + Wide{completion} * price->output);
}

} // namespace touchstone
