// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// Feeds the readers of replies bytes that no server sends, for as many seconds as its first
// argument says (60), from the seed that its second says. Build it with a sanitizer:
// -DTOUCHSTONE_SANITIZE=address,undefined. Exit status 1: something that must hold does not; the
// bytes are printed.
#include "../generate/replies.h"

#include <base/json.h>
#include <base/text.h>
#include <generate/batchfile.h>

#include <chrono>
#include <cstdlib>
#include <iostream>

using namespace touchstone;
using namespace touchstone::test;

namespace {

using Clock = std::chrono::steady_clock;

const std::vector<std::string> Bodies = {
    ": keep-alive\r\n\r\ndata: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":null,"
    "\"reasoning_content\":\"Two\\ud83d\"}}]}\r\n\r\ndata:{\"choices\":[{\"delta\":{"
    "\"reasoning_content\":\"\\ude00 so\",\"content\":\"<think>Two\"},\"logprobs\":{\"content\":[{"
    "\"token\":\"a\",\"logprob\":-1.5,\"bytes\":[97]}]}}]}\n\ndata: {\"choices\":[{\"delta\":{"
    "\"content\":\"</think>4\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,"
    "\"completion_tokens\":4,\"cost\":0.1}}\n\ndata: [DONE]\n\n",
    "data: {\"choices\":[{\"delta\":{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":"
    "\"a\"}],\"reasoning\":\"a\"}}]}\n\ndata: {\"error\":{\"code\":429,\"message\":\"slow\","
    "\"metadata\":{\"raw\":\"x\"}},\"choices\":[{\"finish_reason\":\"error\"}]}\n\n",
    "{\"model\":\"m\",\"message\":{\"content\":\"\",\"thinking\":\"Two\"},\"done\":false}\n{"
    "\"message\":{\"content\":\"4\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":3}\n",
    "{\"id\":\"c\",\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"4\"}],"
    "\"reasoning\":\"Two\"},\"finish_reason\":\"stop\"}]}",
    "{\"custom_id\":\"p\",\"response\":{\"status_code\":200,\"body\":{\"choices\":[]}},\"error\":"
    "{\"message\":\"m\"}}"};

const std::vector<std::string> Scraps = {"data: ",   "\n\n",
                                         "\r",       "<think>",
                                         "</think>", "\\ud83d",
                                         "\\ude00",  "\xEF\xB7\x90",
                                         "\xFF",     std::string(1, '\0'),
                                         "NaN",      "null",
                                         "[",        "]",
                                         "{",        "}",
                                         "\"",       ",",
                                         "1e999",    "[DONE]",
                                         "◁think▷"};

class Bytes
{
public:
    explicit Bytes(unsigned seed)
        : m_random(seed)
    {}

    std::string next()
    {
        std::string body = Bodies[below(Bodies.size())];
        for (std::size_t changes = below(6); changes > 0; --changes) {
            const std::size_t at = below(body.size() + 1);
            switch (below(4)) {
            case 0:
                body.insert(at, Scraps[below(Scraps.size())]);
                break;
            case 1:
                body.erase(at, below(12));
                break;
            case 2:
                body.insert(at, body.substr(below(body.size() + 1), below(80)));
                break;
            default:
                if (at < body.size())
                    body[at] = static_cast<char>(below(256));
            }
        }
        return body;
    }

    std::vector<std::size_t> cuts(std::size_t size)
    {
        std::vector<std::size_t> places(below(8));
        for (std::size_t &place : places)
            place = below(size + 1);
        std::sort(places.begin(), places.end());
        return places;
    }

    std::size_t below(std::size_t end) { return m_random() % end; }

private:
    std::mt19937 m_random;
};

bool isText(const std::string &text)
{
    return !firstInvalidUtf8(text) && text.find('\0') == std::string::npos;
}

/// Why something does not hold that must; null where all does.
const char *
wrongOf(const TeacherProfile &teacher, bool stream, const std::string &body, Bytes &bytes)
{
    const ReadReply whole = readAtOnce(teacher, stream, body);
    if (readInPieces(teacher, stream, body, bytes.cuts(body.size())) != whole)
        return "another reply in pieces";
    const ChatReply &reply = whole.reply;
    for (const std::string *text : {&reply.reasoning, &reply.answer, &reply.finishReason,
                                    &reply.model, &reply.serverId, &reply.logprobs}) {
        if (!isText(*text))
            return "a text that is none";
    }
    if (!reply.logprobs.empty() && !parseJson(reply.logprobs))
        return "log-probabilities that are no JSON";
    const auto error = dialectFor(teacher)->error(body);
    if (!isText(error.message) || error.message.size() > 500)
        return "an error's message that is none";
    if (const auto batch = batchReply(teacher, body); batch && !isText(batch->reply.answer))
        return "a batch's text that is none";
    return nullptr;
}

} // namespace

int main(int argc, char *argv[])
{
    const double seconds = argc > 1 ? std::atof(argv[1]) : 60;
    Bytes bytes(argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1);
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    long rounds = 0;
    int wrong = 0;
    for (; Clock::now() < end; ++rounds) {
        const auto &teachers = shippedTeachers();
        const TeacherProfile &teacher = teachers[bytes.below(teachers.size())];
        const bool stream = bytes.below(4) != 0;
        const std::string body = bytes.next();
        if (const char *why = wrongOf(teacher, stream, body, bytes)) {
            std::string shown;
            for (const char c : body)
                shown += QStringLiteral("\\x%1")
                             .arg(static_cast<unsigned char>(c), 2, 16, QLatin1Char('0'))
                             .toStdString();
            std::cout << why << ", " << teacher.name << (stream ? ", streamed: " : ": ") << shown
                      << std::endl;
            ++wrong;
        }
    }
    std::cout << rounds << " rounds, " << wrong << " wrong" << std::endl;
    return wrong == 0 ? 0 : 1;
}
