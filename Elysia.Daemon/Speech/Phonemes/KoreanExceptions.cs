using System.Collections.Frozen;

namespace Elysia.Speech.Phonemes;

/// <summary>The exceptions of Korean pronunciation: respellings from which the rules derive the right sound. Data; any
/// thread.</summary>
/// <remarks>Source: 표준 발음법, the examples of the articles named here, and everyday words formed alike. A respelling
/// applies wherever its word occurs, so each is long enough not to be part of another word.</remarks>
internal static class KoreanExceptions
{
    private const string Table = """
        # 제15항: a coda before a word of its own is neutral before it moves.
        맛없 마덦, 멋없 머덦, 값없 가벖, 넋없 너겂, 첫인상 처딘상, 겉옷 거돗, 값어치 가버치, 헛웃음 허두슴, 늪앞 느밮, 젖어미 저더미, 옷안 오단,
        겉아가미 거다가미, 꽃위 꼬뒤, 닭앞 다갚, 웃어른 우더른, 윗어른 위더른, 홑옷 호돗, 밭아래 바다래, 무릎위 무르뷔, 몇월 며둴
        # 제16항: names of the letters.
        디귿이 디그시, 디귿을 디그슬, 디귿에 디그세, 지읒이 지으시, 지읒을 지으슬, 지읒에 지으세, 치읓이 치으시, 치읓을 치으슬, 치읓에 치으세, 키읔이 키으기,
        키읔을 키으글, 티읕이 티으시, 티읕을 티으슬, 피읖이 피으비, 피읖을 피으블, 히읗이 히으시, 히읗을 히으슬
        # 제29항: a ㄴ before 이, 야, 여, 요, 유 of the second part of a compound.
        솜이불 솜니불, 홑이불 혼니불, 막일 망닐, 삯일 상닐, 맨입 맨닙, 꽃잎 꼰닢, 내복약 내봉냑, 한여름 한녀름, 남존여비 남존녀비, 신여성 신녀성,
        색연필 생년필, 직행열차 지캥녈차, 늑막염 능망념, 콩엿 콩녓, 담요 담뇨, 눈요기 눈뇨기, 영업용 영엄뇽, 식용유 시굥뉴, 백분율 백뿐뉼,
        밤윷 밤늋, 들일 들릴, 솔잎 솔맆, 설익 설릭, 물약 물략, 불여우 불려우, 서울역 서울력, 물엿 물렷, 휘발유 휘발류, 유들유들 유들류들, 알약 알략,
        나뭇잎 나문닢, 깻잎 깬닢, 베갯잇 베갠닛, 집안일 지반닐, 부엌일 부엉닐, 두통약 두통냑, 한입 한닙, 강남역 강남녁, 부산역 부산녁,
        도리깻열 도리깬녈, 뒷윷 뒨늋, 대팻일 대팬닐, 꽃이파리 꼰니파리, 앞일 암닐, 뒷일 뒨닐, 옛일 옌닐, 밭일 반닐, 논일 논닐,
        # 제20항 다만: ㄴ and ㄹ that both become ㄴ.
        의견란 의견난, 임진란 임진난, 생산량 생산냥, 결단력 결딴녁, 공권력 공꿘녁, 동원령 동원녕, 상견례 상견녜, 횡단로 횡단노, 이원론 이원논,
        입원료 이붠뇨, 구근류 구근뉴, 판단력 판단녁, 음운론 으문논, 추진력 추진녁, 통신량 통신냥, 온라인 온나인, 신라면 신나면,
        # 제24항: stems in ㄴ and ㅁ that are no other words.
        신다 신따, 남다 남따, 남고 남꼬, 남지 남찌, 넘다 넘따, 넘고 넘꼬, 넘지 넘찌, 숨다 숨따, 숨고 숨꼬, 심다 심따, 심고 심꼬,
        참다 참따, 참지 참찌, 담다 담따, 담고 담꼬, 감다 감따, 감고 감꼬, 껴안다 껴안따, 껴안고 껴안꼬, 껴안지 껴안찌, 더듬지 더듬찌, 더듬다 더듬따,
        # 제24항 다만: 기 that makes others do it stays plain.
        옮기 옴기, 굶기 굼기, 곪기 곰기, 줄넘기 줄넘끼,
        # 제26항: Sino-Korean ㄹ before ㄷ, ㅅ, ㅈ.
        갈등 갈뜽, 발동 발똥, 절도 절또, 말살 말쌀, 불소 불쏘, 일시 일씨, 갈증 갈쯩, 물질 물찔, 발전 발쩐, 몰상식 몰쌍식, 불세출 불쎄출, 결정 결쩡,
        절대 절때, 실수 실쑤, 활동 활똥, 출장 출짱, 출석 출썩, 결석 결썩, 일등 일뜽, 일주일 일쭈일, 열심 열씸, 일정 일쩡, 철저 철쩌, 실제 실쩨, 발생 발쌩,
        결제 결쩨, 갈색 갈쌕, 설정 설쩡, 칠십 칠씹, 팔십 팔씹, 실시 실씨, 발달 발딸, 설득 설뜩, 절단 절딴, 출신 출씬, 질서 질써, 필수 필쑤, 할지 할찌,
        열정 열쩡, 별도 별또, 율동 율똥, 달성 달썽, 출동 출똥, 밀도 밀또, 몰두 몰뚜, 철도 철또, 월세 월쎄, 물자 물짜, 일상 일쌍,
        결단 결딴, 골절 골쩔, 멸종 멸쫑, 불신 불씬, 불상사 불쌍사, 솔직 솔찍, 걸작 걸짝, 굴절 굴쩔, 탈수 탈쑤, 할당 할땅, 혈당 혈땅, 혈색 혈쌕, 발사 발싸,
        # 제27항: the future before what it says of itself.
        할수록 할쑤록, 갈수록 갈쑤록, 볼수록 볼쑤록, 될수록 될쑤록, 을수록 을쑤록, 할걸 할껄, 을게 을께, 을걸 을껄, 을지라도 을찌라도, 을지언정 을찌언정,
        할게 할께, 갈게 갈께, 볼게 볼께, 줄게 줄께, 올게 올께, 될게 될께, 쓸게 쓸께,
        # 제28항: compounds that tense without a sign.
        문고리 문꼬리, 눈동자 눈똥자, 신바람 신빠람, 산새 산쌔, 손재주 손째주, 길가 길까, 물동이 물똥이, 발바닥 발빠닥, 굴속 굴쏙, 술잔 술짠, 바람결 바람껼,
        그믐달 그믐딸, 아침밥 아침빱, 잠자리 잠짜리, 강가 강까, 초승달 초승딸, 등불 등뿔, 창살 창쌀, 강줄기 강쭐기, 물고기 물꼬기, 손가락 손까락,
        발가락 발까락, 비빔밥 비빔빱, 눈사람 눈싸람, 손바닥 손빠닥, 밤길 밤낄, 산길 산낄, 물병 물뼝, 술집 술찝, 빵집 빵찝, 보름달 보름딸, 눈빛 눈삧,
        달빛 달삧, 별빛 별삧, 안방 안빵, 글자 글짜, 한자리 한자리, 문자 문짜, 한자 한짜, 숫자 숟짜, 성격 성껵, 인기 인끼, 여권 여꿘, 사건 사껀, 조건 조껀, 문제점 문제쩜, 장점 장쩜,
        단점 단쩜, 맞춤법 맏춤뻡, 헌법 헌뻡, 봄바람 봄빠람, 강바람 강빠람, 밤바람 밤빠람, 산불 산뿔, 들불 들뿔, 촛불 초뿔, 밤거리 밤꺼리, 일거리 일꺼리,
        # 제30항: a ㅅ between the parts of a compound is silent before a plain consonant.
        냇가 내까, 샛길 새낄, 빨랫돌 빨래똘, 콧등 코뜽, 깃발 기빨, 대팻밥 대패빱, 햇살 해쌀, 뱃속 배쏙, 뱃전 배쩐, 고갯짓 고개찓, 바닷가 바다까, 햇빛 해삧, 햇볕 해뼡, 찻잔 차짠,
        촛대 초때, 귓속 귀쏙, 곗돈 계똔, 나룻배 나루빼, 종잇장 종이짱, 어젯밤 어제빰, 찻집 차찝, 횟집 회찝, 핏줄 피쭐, 전깃불 전기뿔, 조갯살 조개쌀,
        # 제10항 다만: 넓 that is 넙.
        넓죽 넙쭉, 넓둥글 넙뚱글, 넓적 넙쩍
        """;

    private static readonly FrozenDictionary<string, string> Respellings = Read();
    private static readonly int Longest = Respellings.Keys.Max(word => word.Length);
    private static readonly int Shortest = Respellings.Keys.Min(word => word.Length);

    // 닭과 is 닥꽈, whereas 맑게 is 말께.
    private static readonly FrozenSet<char> NounsInRG = "닭흙칡삵슭".ToFrozenSet();

    /// <summary>Returns a word with its exceptions respelled.</summary>
    public static string Respell(string word)
    {
        for (int at = 0; at < word.Length; at++)
        {
            for (int length = Math.Min(Longest, word.Length - at); length >= Shortest; length--)
            {
                if (Respellings.TryGetValue(word.Substring(at, length), out string? said))
                {
                    word = string.Concat(word.AsSpan(0, at), said, word.AsSpan(at + length));
                    at += said.Length - 1;
                    break;
                }
            }
        }

        return word;
    }

    /// <summary>Whether the syllable at <paramref name="at"/> is a noun that ends in ㄺ.</summary>
    public static bool IsNounInRG(string word, int at) => NounsInRG.Contains(word[at]);

    private static FrozenDictionary<string, string> Read()
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in Table.Split('\n').Where(line => line.Length > 0 && line.TrimStart()[0] != '#'))
        {
            foreach (string pair in line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                string[] parts = pair.Split(' ');
                read.Add(parts[0], parts[1]);
            }
        }

        return read.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
